using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;

namespace TradeML.Vendors.Tests.Connectors;

public sealed class VendorTableTests
{
    [Test]
    public void Read_NothingSet_StandardAddressesAndWhatIsMissing()
    {
        var vendors = Read();
        Assert.That(
            vendors.Select(v => (v.Vendor, v.Missing)),
            Is.EqualTo(new (string, string?)[]
            {
                ("alpaca", "ALPACA_API_KEY"), ("massive", "MASSIVE_API_KEY"), ("finnhub", "FINNHUB_API_KEY"),
                ("alpha_vantage", "ALPHA_VANTAGE_API_KEY"), ("fmp", "FMP_API_KEY"), ("fred", "FRED_API_KEY"),
                ("treasury", null),
                ("sec", "SEC_USER_AGENT"),
            }));
        Assert.That(vendors[0].Addresses.Select(a => a.Url.Host),
            Is.EqualTo(new[] { "data.alpaca.markets", "paper-api.alpaca.markets" }));
        Assert.That(vendors.SelectMany(v => v.Keys).Select(k => k.Variable), Is.SubsetOf(VendorKeys.Names));
    }

    [Test]
    public void Read_KeysAndAddress_OnTheirPlacesOfTheRequest()
    {
        var vendors = Read(
            ("ALPACA_API_KEY", "id"), ("ALPACA_API_SECRET", "secret"), ("MASSIVE_API_KEY", "m-key"),
            ("FRED_API_KEY", "f-key"),
            ("FRED_URL", "http://127.0.0.1:9/fred/"), ("SEC_USER_AGENT", "Example Research admin@example.com"))
            .ToDictionary(v => v.Vendor);
        Assert.That(vendors.Values.Where(v => v.Missing is null).Select(v => v.Vendor),
            Is.EqualTo(new[] { "alpaca", "massive", "fred", "treasury", "sec" }));
        var alpaca = vendors["alpaca"].Credentials();
        Assert.That((alpaca.Headers["APCA-API-KEY-ID"], alpaca.Headers["APCA-API-SECRET-KEY"]),
            Is.EqualTo(("id", "secret")));
        Assert.That(alpaca.Hosts, Is.EqualTo(new[] { "data.alpaca.markets", "paper-api.alpaca.markets" }));
        Assert.That(vendors["massive"].Credentials().Headers["Authorization"], Is.EqualTo("Bearer m-key"));
        var fred = vendors["fred"].Credentials();
        Assert.That((fred.Headers.Count, fred.Query["api_key"].Reveal(), fred.Hosts.Single()),
            Is.EqualTo((0, "f-key", "127.0.0.1:9")));
        Assert.That(fred.Redactor.Redact("a f-key here"), Is.EqualTo("a *** here"));
        Assert.That(vendors["sec"].Credentials().Headers["User-Agent"],
            Is.EqualTo("Example Research admin@example.com"));
        Assert.That(vendors["treasury"].Credentials().Headers, Is.Empty);
    }

    [TestCase("ftp://x")]
    [TestCase("not an address")]
    [TestCase("https://user:pw@host")]
    public void Read_BadAddress_RefusedNamingTheVariableWithoutRepeatingIt(string address)
    {
        var error = Assert.Throws<TradeMLException>(() => Read(("FMP_URL", address)));
        Assert.That(error!.ToUserText(),
            Does.Contain("FMP_URL").And.Contain("https://financialmodelingprep.com.").And.Not.Contain(address));
    }

    [TestCase(null)]
    [TestCase("Example Research")]
    public void Credentials_NoContact_Refused(string? agent)
    {
        var sec = Read(agent is null ? [] : [("SEC_USER_AGENT", agent)]).Single(v => v.Vendor == "sec");
        var error = Assert.Throws<TradeMLException>(() => sec.Credentials());
        Assert.That((error!.Kind, error.Remedy!.Contains("SEC_USER_AGENT", StringComparison.Ordinal)),
            Is.EqualTo((ErrorKind.BadInput, true)));
    }

    [TestCase("alpaca_iex", "iex")]
    [TestCase("alpaca_sip", "sip")]
    [TestCase("alpaca_otc", "sip")]
    [TestCase("massive", "sip")]
    [TestCase(null, "sip")]
    public void WithSource_FeedOfTheVendor_TakenAndOthersLeft(string? source, string feed)
    {
        var settings = VendorTable.Of("alpaca").WithSource("equities_eod", source)
            .WithSource("no_such_dataset", source);
        Assert.That(settings.Feeds["equities_eod"][0], Is.EqualTo(feed));
        Assert.That(settings.Feeds["options_chain"][0], Is.EqualTo("indicative"));
    }

    private static IReadOnlyList<VendorSettings> Read(params (string Name, string Value)[] variables) =>
        VendorTable.Read(new VendorKeys(variables.ToDictionary(v => v.Name, v => v.Value)));
}
