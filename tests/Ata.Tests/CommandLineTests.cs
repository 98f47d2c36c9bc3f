using System.CommandLine;
using System.Text.Json;
using NUnit.Framework;
using Spectre.Console;
using TradeML.Cli;

namespace Ata.Tests;

public sealed class CommandLineTests
{
    private static IEnumerable<TestCaseData> EveryCommand()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        var host = new AtaHost(console, console, TimeProvider.System, new Dictionary<string, string>(),
            Path.GetTempPath());
        return Walk(AtaCommands.CreateRoot(host), []);

        static IEnumerable<TestCaseData> Walk(Command command, string[] path) => command.Subcommands
            .SelectMany(c => Walk(c, [.. path, c.Name]))
            .Append(
                new TestCaseData((object)path, command.Subcommands.Count == 0)
                    .SetArgDisplayNames(path.Length == 0 ? "ata" : string.Join(' ', path)));
    }

    [TestCaseSource(nameof(EveryCommand))]
    public async Task Help_OfEveryCommand_ExplainsIt(string[] path, bool leaf)
    {
        var run = await AtaRun.InvokeAsync([.. path, "--help"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(0));
            Assert.That(run.Out, Does.Contain("Description:").And.Contain("Usage:").And.Contain("--lake"));
            if (leaf)
                Assert.That(run.Out, Does.Contain("Examples:").And.Contain("ata " + string.Join(' ', path)),
                    "a leaf teaches with an example");
        });
    }

    [TestCase("bogus")]
    [TestCase("calendar")]
    [TestCase("calendar", "sessions", "--bogus")]
    public async Task Usage_WrongCommandLine_ExitsWithTwoAndPointsToHelp(params string[] args)
    {
        var run = await AtaRun.InvokeAsync(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("--help"));
            Assert.That(run.Out, Is.Empty);
        });
    }

    [TestCase("ata-calendar", new[] { "next", "--after", "2024-07-03" })]
    [TestCase("ata", new[] { "calendar", "next", "--after", "2024-07-03" })]
    public async Task Name_AtaDashVerb_BehavesAsThatVerb(string name, string[] args)
    {
        var run = await AtaRun.InvokeAsync(args, name);
        Assert.That(run.Out, Does.Contain("2024-07-05"));
    }

    [TestCase("ata-audit", "audit")]
    [TestCase("ata-backfill", "backfill")]
    [TestCase("ata-train", "train")]
    [TestCase("ata-evaluate", "evaluate")]
    [TestCase("ata-promote", "promote")]
    public void Name_OfTheFiveLinks_ExpandsToTheirVerb(string name, string verb) =>
        Assert.That(InvokedName.Expand(name, ["x", "--y"]), Is.EqualTo(new[] { verb, "x", "--y" }));

    [Test]
    public async Task Calendar_Json_IsOneDocumentInUtc()
    {
        var run = await AtaRun.InvokeAsync(
            ["calendar", "sessions", "--start", "2024-11-25", "--end", "2024-12-02", "--json"]);
        using var document = JsonDocument.Parse(run.Out);
        var sessions = document.RootElement.GetProperty("sessions").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(sessions, Has.Count.EqualTo(4));
            Assert.That(sessions[3].GetProperty("close_utc").GetString(), Is.EqualTo("2024-11-29T18:00:00Z"));
            Assert.That(sessions[3].GetProperty("early_close").GetBoolean(), Is.True);
            Assert.That(document.RootElement.GetProperty("closed")[0].GetProperty("name").GetString(),
                Does.Contain("Thanksgiving"));
        });
    }

    [Test]
    public async Task Calendar_DayThatIsNone_SaysHowADayIsWritten()
    {
        var run = await AtaRun.InvokeAsync(["calendar", "sessions", "--start", "2024-02-30"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("YYYY-MM-DD").And.Contain("2024-02-30"));
        });
    }
}
