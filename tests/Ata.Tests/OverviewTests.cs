using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using System.Runtime.Loader;
using NUnit.Framework;
using Spectre.Console;
using TradeML.Cli;
using TradeML.Cli.Rendering;

namespace Ata.Tests;

public sealed class OverviewTests
{
    [TestCase(80)]
    [TestCase(120)]
    [TestCase(200)]
    [TestCase(int.MaxValue)]
    public void Help_OfAta_IsWhatTheLibraryWrites(int width)
    {
        var theirs = Print(Full(), new HelpAction { MaxWidth = width });
        Assert.That(Print(AtaCommands.CreateOverview(), new OverviewHelp(width)), Is.EqualTo(theirs));
    }

    [TestCase("--help")]
    [TestCase("-h")]
    [TestCase("-?")]
    public async Task Help_OfAta_IsTheSameWithAndWithoutTheCommands(string asked)
    {
        using var output = new StringWriter();
        Assert.That(Overview.IsAskedBy([asked]), Is.True);
        var code = Overview.Print([asked], output);
        var run = await AtaRun.InvokeAsync([asked]);
        Assert.That((code, output.ToString()), Is.EqualTo((run.ExitCode, run.Out)));
    }

    [TestCase("train", "--help")]
    [TestCase("--help", "train")]
    [TestCase]
    public void Help_OfAnythingElse_IsNotTheOverview(params string[] line) =>
        Assert.That(Overview.IsAskedBy(line), Is.False);

    [Test]
    public void Root_ForACommandLine_HasTheVerbsItNamesInFull()
    {
        var root = AtaCommands.CreateRoot(Host(), ["--lake", "x", "audit", "gaps"]);
        var full = root.Subcommands.Where(c => c.Subcommands.Count > 0).Select(c => c.Name);
        Assert.Multiple(() =>
        {
            Assert.That(full, Is.EqualTo(new[] { "audit" }));
            Assert.That(root.Subcommands.Select(c => c.Name), Is.EqualTo(Full().Subcommands.Select(c => c.Name)));
            Assert.That(AtaCommands.CreateRoot(Host(), ["@file"]).Subcommands.Count(c => c.Subcommands.Count > 0),
                Is.GreaterThan(5));
        });
    }

    [Test]
    public void Help_OfAta_LoadsTheCommandTreeAlone()
    {
        var context = new RecordingContext();
        var ata = context.LoadFromAssemblyName(new AssemblyName("ata"));
        var print = ata.GetType("TradeML.Cli.Overview", throwOnError: true)!.GetMethod("Print",
            BindingFlags.Public | BindingFlags.Static)!;
        using var output = new StringWriter();
        print.Invoke(null, [new[] { "--help" }, output]);
        Assert.Multiple(() =>
        {
            Assert.That(output.ToString(), Does.Contain("Commands:").And.Contain("backfill"));
            Assert.That(context.Loaded.Order(), Is.EqualTo(new[] { "System.CommandLine", "ata" }));
        });
    }

    private static AtaHost Host()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) });
        return new AtaHost(console, console, TimeProvider.System, new Dictionary<string, string>(), Path.GetTempPath());
    }

    private static RootCommand Full() => AtaCommands.CreateRoot(Host());

    private static string Print(RootCommand root, System.CommandLine.Invocation.CommandLineAction action)
    {
        root.Options.OfType<HelpOption>().First().Action = action;
        using var output = new StringWriter();
        root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }

    /// <summary>
    /// Loads the tool and its libraries anew, apart from the test's own, and notes which were asked for.
    /// </summary>
    private sealed class RecordingContext : AssemblyLoadContext
    {
        public HashSet<string> Loaded { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            if (!File.Exists(path)) return null;
            Loaded.Add(assemblyName.Name!);
            return LoadFromAssemblyPath(path);
        }
    }
}
