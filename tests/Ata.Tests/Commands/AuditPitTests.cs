using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Time;

namespace Ata.Tests.Commands;

/// <summary><c>ata audit pit</c> on a file of bars.</summary>
public sealed class AuditPitTests
{
    private readonly string root = Directory.CreateTempSubdirectory("trademl-pit-").FullName;

    [OneTimeSetUp]
    public void MakeFiles()
    {
        var csv = new StringBuilder("symbol,date,open,high,low,close,volume\n");
        var random = new Random(5);
        foreach (var symbol in new[] { "AAA", "BBB", "CCC" })
        {
            var price = 30.0;
            foreach (var day in ExchangeCalendar.Xnys.Sessions(new DateOnly(2022, 1, 1), new DateOnly(2022, 8, 1)))
            {
                price *= 1 + (0.04 * (random.NextDouble() - 0.5));
                csv.Append(CultureInfo.InvariantCulture,
                    $"{symbol},{day:yyyy-MM-dd},{price:F4},{price * 1.01:F4},{price * 0.99:F4},{price:F4}"
                        + $",{100000 + random.Next(1000)}\n");
            }
        }

        File.WriteAllText(Path.Combine(root, "bars.csv"), csv.ToString());
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "configs"), "*.yml",
            SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(root, "configs", "labels", "hasty.yml"),
            "kind: triple_barrier\nhorizon: 10\nbarriers:\n  incomplete: last_close\n");
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task File_OfOurOwnSets_Holds()
    {
        var run = await RunAsync("--labels", "forward_5d,triple_barrier", "--sample", "5", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Out);
        using var document = JsonDocument.Parse(run.Out);
        Assert.That(document.RootElement.GetProperty("holds").GetBoolean(), Is.True);
        Assert.That(document.RootElement.GetProperty("cuts").GetArrayLength(), Is.EqualTo(5));
        Assert.That(document.RootElement.GetProperty("subjects").GetArrayLength(), Is.EqualTo(5));
    }

    [Test]
    public async Task File_LabelsThatEndWithTheData_ExitsWith3AndSaysWhatLeaked()
    {
        var run = await RunAsync("--labels", "hasty", "--sample", "5");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Out,
            Does.Contain("labels hasty leaks; revealed by").And.Contain("labels.end").And.Contain(
                "added rows").And.Contain("last day"));
    }

    [Test]
    public async Task File_SameSeed_SameReport()
    {
        var (first, second) = (await RunAsync("--sample", "3", "--seed", "9", "--json"),
            await RunAsync("--sample", "3", "--seed", "9", "--json"));
        Assert.That(second.Out, Is.EqualTo(first.Out));
    }

    [TestCase("--sample", "0")]
    [TestCase("--features", "nothing")]
    [TestCase("--labels", "nothing")]
    [TestCase("--symbols", "AAA")]
    public async Task File_WrongUsage_ExitsWith2(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.That(run.ExitCode, Is.EqualTo(2), run.Error);
        Assert.That(run.Error, Does.Not.Contain("defect"));
    }

    private Task<AtaRun> RunAsync(params string[] args) =>
        AtaRun.InvokeAsync(["audit", "pit", "--bars", "bars.csv", "--quiet", .. args], directory: root);
}
