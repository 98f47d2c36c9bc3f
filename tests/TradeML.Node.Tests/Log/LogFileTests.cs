using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Settings;
using TradeML.Node.Log;

namespace TradeML.Node.Tests.Log;

public sealed class LogFileTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "trademl-log-" + Guid.NewGuid().ToString("N"));

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Append_NextDayAndMuchLater_OneFileADayAndOldOnesGo()
    {
        using (var log = new LogFile(folder, new LogOptions { KeepDays = 10 }))
        {
            log.Append(Event("2024-03-04T23:59:59Z", "late"));
            log.Append(Event("2024-03-05T00:00:00Z", "early"));
            Assert.That(Names(), Is.EqualTo(new[] { "node-2024-03-04.log", "node-2024-03-05.log" }));
            log.Append(Event("2024-03-15T12:00:00Z", "ten days later"));
        }

        Assert.That(Names(), Is.EqualTo(new[] { "node-2024-03-05.log", "node-2024-03-15.log" }));
        Assert.That(File.ReadAllText(Path.Combine(folder, "node-2024-03-05.log")),
            Is.EqualTo("2024-03-05T00:00:00.000Z INFO    test        early\n"));
    }

    [Test]
    public void Append_BeyondTheSize_GoesOnInAnotherFileAfterARestartToo()
    {
        var options = new LogOptions { MaxMegabytes = 1 };
        var line = new string('x', 400_000);
        for (var run = 0; run < 2; run++)
        {
            using var log = new LogFile(folder, options);
            for (var i = 0; i < 2; i++) log.Append(Event("2024-03-04T12:00:00Z", line));
        }

        Assert.That(Names(), Is.EqualTo(new[] { "node-2024-03-04.2.log", "node-2024-03-04.log" }));
        Assert.That(Directory.GetFiles(folder).Sum(f => File.ReadAllLines(f).Length), Is.EqualTo(4));
    }

    [Test]
    public void Append_DiskTakesNothing_LosesLinesAndSaysSoLater()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        File.WriteAllText(folder, "a file where the folder should be");
        using var log = new LogFile(folder, new LogOptions());
        log.Append(Event("2024-03-04T12:00:00Z", "lost"));
        log.Append(Event("2024-03-04T12:00:01Z", "lost too"));
        File.Delete(folder);
        log.Append(Event("2024-03-04T12:00:02Z", "kept"));
        var lines = File.ReadAllLines(Path.Combine(folder, "node-2024-03-04.log"));
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.Contain("2 lines could not be written"));
        Assert.That(lines[1], Does.EndWith("kept"));
    }

    [Test]
    public void NodeLog_SecretInAText_ReachesNeitherFileNorListenerNorMemory()
    {
        var told = new List<NodeEvent>();
        using (var log = new NodeLog(
            new FakeTimeProvider(new DateTimeOffset(2024, 3, 4, 12, 0, 0, TimeSpan.Zero)),
            new SecretRedactor([new Secret("canary-4711")]),
            new LogFile(folder, new LogOptions()), told.Add))
        {
            log.Error("worker",
                new TradeMLException(ErrorKind.Vendor, "Refused canary-4711.", "https://x/?apikey=canary-4711",
                    "Check canary-4711."));
            Assert.That(log.Recent.Concat(told).Select(e => e.Text),
                Has.All.Contain("***").And.None.Contain("canary-4711"));
        }

        Assert.That(File.ReadAllText(Directory.GetFiles(folder).Single()),
            Does.Contain("Refused ***.").And.Not.Contain("canary"));
    }

    private string[] Names() =>
        [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    private static NodeEvent Event(string at, string text) =>
        new(DateTimeOffset.Parse(at), NodeEventLevel.Info, "test", text);
}
