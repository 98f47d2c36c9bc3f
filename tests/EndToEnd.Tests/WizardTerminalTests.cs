using System.Diagnostics;
using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Data.Settings;

namespace EndToEnd.Tests;

/// <summary>The wizard in a real terminal, with a person's keys pressed by tmux.</summary>
public sealed class WizardTerminalTests
{
    private const string Secret = "SECRETTYPED4711";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private string folder = "";
    private string socket = "";

    [SetUp]
    public void Make()
    {
        if (!HasTmux()) Assert.Ignore("tmux is not installed: the wizard is not driven in a terminal");
        folder = Directory.CreateTempSubdirectory("trademl-wizard-").FullName;
        socket = Path.Combine(folder, "tmux");
    }

    [TearDown]
    public async Task Remove()
    {
        if (folder.Length == 0) return;
        await TmuxAsync("kill-server");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Wizard_AnsweredAtATerminal_SetsTheNodeUpAndNeverShowsTheKeys()
    {
        await StartAsync();
        await AnswerAsync("Where shall the lake lie?", "lake");
        await AnswerAsync("What is this node called?", "pi-7");
        await AnswerAsync("Alpaca key id", "PKTYPED");
        await AnswerAsync("Alpaca secret", Secret);
        foreach (var vendor in new[] { "Massive", "Finnhub", "Alpha Vantage", "FMP", "FRED",
            "e-mail address for the SEC" }) await AnswerAsync(vendor, "");
        await AnswerAsync("Requests in flight per vendor", "3");
        await AnswerAsync("number of their own", "none");
        await AnswerAsync("Which symbols?", "A!");
        await AnswerAsync("neither a symbol nor a file", "AAPL,MSFT");
        await AnswerAsync("Years of daily bars", "2");
        await AnswerAsync("Years of minute bars", "0");
        await AnswerAsync("nightly maintenance", "");
        await AnswerAsync("systemd unit to which file", "none");
        await AnswerAsync("Start the node now?", "n");
        await SeeAsync("wizard ended with 0");
        var screen = await ScreenAsync();
        var env = Path.Combine(folder, ".env");
        var variables = ProcessEnvironment.Parse(File.ReadLines(env), env).ToDictionary(v => v.Name, v => v.Value);
        var stage = NodeStage.Read(Path.Combine(folder, "lake", "control", "stage.yml"));
        Assert.Multiple(() =>
        {
            Assert.That(screen, Does.Contain("ata node run").And.Not.Contain(Secret).And.Not.Contain("PKTYPED"));
            Assert.That(variables["ALPACA_API_SECRET"], Is.EqualTo(Secret));
            Assert.That((variables["EDGE_NODE_ID"], variables["NODE_MAX_INFLIGHT_DEFAULT"]), Is.EqualTo(("pi-7", "3")));
            Assert.That(variables, Does.Not.ContainKey("NODE_MAX_INFLIGHT_ALPACA").And.Not.ContainKey("FMP_API_KEY"));
            Assert.That(stage.Symbols, Is.EqualTo(new[] { "AAPL", "MSFT" }));
            Assert.That(stage.Datasets.Keys, Does.Not.Contain("equities_minute"));
        });
    }

    [Test]
    public async Task Wizard_InterruptedAndStartedAgain_KnowsWhatWasAnswered()
    {
        await StartAsync();
        await AnswerAsync("Where shall the lake lie?", "lake");
        await AnswerAsync("What is this node called?", "pi-8");
        await SeeAsync("Alpaca key id");
        await TmuxAsync("send-keys", "C-c");
        await SeeAsync("wizard ended with 130");
        await TmuxAsync("kill-server");
        socket += "-again"; // the old server may still be letting go of its own
        await StartAsync();
        await AnswerAsync($"({Path.Combine(folder, "lake")})", "");
        await AnswerAsync("(pi-8)", "");
        await SeeAsync("Alpaca key id");
        Assert.That(File.ReadAllText(Path.Combine(folder, ".env")), Does.Contain("EDGE_NODE_ID=pi-8"));
    }

    private static bool HasTmux() =>
        !OperatingSystem.IsWindows()
            && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                .Any(p => p.Length > 0 && File.Exists(Path.Combine(p, "tmux")));

    // The window outlives the wizard, so that its last words can be read.
    private Task StartAsync() => TmuxAsync(
        "new-session", "-d", "-x", "160", "-y", "60", "-c", folder,
        $"cd '{folder}'; env -u TRADEML_LAKE -u TRADEML_ENV '{AtaProcess.Executable}' wizard node; echo wizard "
            + "ended with $?; exec sleep 600");

    private async Task AnswerAsync(string question, string answer)
    {
        await SeeAsync(question);
        if (answer.Length > 0) await TmuxAsync("send-keys", "-l", answer);
        await TmuxAsync("send-keys", "Enter");
    }

    private async Task SeeAsync(string text)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(100))
            if ((await ScreenAsync()).Contains(text, StringComparison.Ordinal)) return;
        Assert.Fail($"'{text}' did not appear; the screen shows:\n{await ScreenAsync()}");
    }

    private Task<string> ScreenAsync() => TmuxAsync("capture-pane", "-p", "-J");

    private async Task<string> TmuxAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("tmux", ["-S", socket, "-f", "/dev/null", .. args])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TERM"] = "xterm-256color" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return output;
    }
}
