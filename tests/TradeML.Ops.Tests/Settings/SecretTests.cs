using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Ops.Families;
using TradeML.Ops.Settings;

namespace TradeML.Ops.Tests.Settings;

[TestFixture]
public sealed class SecretTests
{
    private const string Key = "PK12+ab/c=";

    [Test]
    public void Secret_EveryWayOfPrinting_HidesIt()
    {
        var secret = new Secret(Key);
        Assert.That($"{secret} {secret.ToString()} {JsonSerializer.Serialize(secret)} {string.Join(",", secret)}",
            Does.Not.Contain(Key));
        Assert.That(secret.ToString(), Is.EqualTo("***"));
        Assert.That(secret.Reveal(), Is.EqualTo(Key));
    }

    [TestCase("https://x/query?function=A&apikey=abc123&symbol=B", "https://x/query?function=A&apikey=***&symbol=B")]
    [TestCase("https://x/v2?apiKey=abc123", "https://x/v2?apiKey=***")]
    [TestCase("https://x/q?token=abc123#top", "https://x/q?token=***#top")]
    [TestCase("https://x/q?api_key=abc123&secret=s1", "https://x/q?api_key=***&secret=***")]
    [TestCase("https://x/q?page_token=abc123", "https://x/q?page_token=abc123")] // pages are no secret
    [TestCase("GET failed\nAPCA-API-SECRET-KEY: abc123", "GET failed\nAPCA-API-SECRET-KEY: ***")]
    [TestCase("Authorization: Bearer abc123", "Authorization: Bearer ***")]
    [TestCase("postgres://user:pw@host/db", "postgres://***@host/db")]
    [TestCase("nothing to hide: AAPL 2024-03-04 = 170.5", "nothing to hide: AAPL 2024-03-04 = 170.5")]
    public void Redact_ByShape_HidesKeysOnly(string text, string expected) =>
        Assert.That(SecretRedactor.ByShape.Redact(text), Is.EqualTo(expected));

    [Test]
    public void Redact_KnownValue_IsHiddenInEverySpelling()
    {
        var redactor = new SecretRedactor([new Secret(Key), default]);
        var text =
            $"plain {Key} url {Uri.EscapeDataString(Key)} basic "
                + $"{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key + ":"))}";
        Assert.That(redactor.Redact(text), Is.EqualTo("plain *** url *** basic ***"));
    }

    [Test]
    public void VendorKeys_Printed_ShowWhichAreSetAndNoValue()
    {
        var keys = new VendorKeys(
            new Dictionary<string, string> { ["ALPACA_API_KEY"] = Key, ["ALPACA_DATA_URL"] = "http://127.0.0.1:9/" });
        Assert.That(keys.ToString(),
            Does.Contain("ALPACA_API_KEY=***").And.Contain("ALPACA_API_SECRET=(not set)").And.Not.Contain(Key));
        Assert.That(keys.Address("ALPACA_DATA_URL", new Uri("https://data.alpaca.markets")).Port, Is.EqualTo(9));
        Assert.That(keys.Redactor.Redact($"boom {Key}"), Is.EqualTo("boom ***"));
    }

    [TestCase("ftp://x")]
    [TestCase("not an address")]
    [TestCase("https://user:pw@host")]
    public void VendorKeys_BadAddress_IsRefusedWithoutRepeatingIt(string address)
    {
        var error = Assert
            .Throws<TradeMLException>(() =>
                new VendorKeys(new Dictionary<string, string> { ["ALPACA_DATA_URL"] = address })
                    .Address("ALPACA_DATA_URL", new Uri("https://x")));
        Assert.That(error!.ToUserText(), Does.Contain("ALPACA_DATA_URL").And.Not.Contain(address));
    }

    [Test]
    public void Print_OptionsWithSecrets_HidesThem()
    {
        var text = OptionsPrinter.Print(
            new Account { Token = new Secret(Key), Password = Key, Address = $"https://x?token={Key}" });
        Assert.That(text,
            Is.EqualTo(
                "name: \"a\"\ntoken: \"***\"\npassword: \"***\"\naddress: \"https://x?token=***\"\nlimits: [1, 2]\n"));
        Assert.That(text, Does.Not.Contain(Key));
    }

    [Test]
    public void Print_ShippedOptions_ReadBackAsTheSame()
    {
        var folder = Directory.CreateTempSubdirectory("trademl-print-").FullName;
        try
        {
            var text = OptionsPrinter.Print(
                TradeMLConfiguration.Load(Path.Combine(Testing.TestPaths.RepositoryRoot, "configs"), "pi",
                    new Dictionary<string, string>()).Training["equities_xs"]);
            File.WriteAllText(Path.Combine(folder, "x.yml"), text);
            Assert.That(
                OptionsPrinter.Print(
                    ConfigLoader.Load<TrainingOptions>(folder, "x.yml", null, new Dictionary<string, string>())),
                    Is.EqualTo(text));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void EnvFile_Lines_AreReadAndAFaultNamesItsLineAlone()
    {
        string[] lines = ["# keys", "", "A=1", "export B = \"two words\"", "C='#3'", "D=4 # note", "E="];
        Assert.That(ProcessEnvironment.Parse(lines, ".env"),
            Is.EqualTo(new[] { ("A", "1"), ("B", "two words"), ("C", "#3"), ("D", "4"), ("E", "") }));
        var error = Assert.Throws<TradeMLException>(() => ProcessEnvironment.Parse(["A=1", Key[..4]], ".env").ToList());
        Assert.That(error!.Place, Is.EqualTo(".env:2"));
        Assert.That(error.ToUserText(), Does.Not.Contain(Key[..4]));
    }

    private sealed class Account
    {
        public string Name { get; init; } = "a";

        public Secret Token { get; init; }

        [Secret]
        public string Password { get; init; } = "";

        public string Address { get; init; } = "";

        public IReadOnlyList<int> Limits { get; init; } = [1, 2];
    }
}
