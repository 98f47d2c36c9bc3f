using NUnit.Framework;
using TradeML.Testing;

namespace EndToEnd.Tests.Docs;

/// <summary>
/// Every command of the pages runs on the demo's lake as the page says, and what a page shows as printed is printed.
/// </summary>
[Platform(Exclude = "Win", Reason = "the pages are written for bash")]
public sealed class DocsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Languages = ["bash", "csharp", "sh", "sql", "text", "yaml"];

    // The figures of this page are benchmarks: each stands with command, machine and date.
    private static readonly string[] Measured = [Path.Combine("docs", "performance.md")];

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(TestPaths.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(TestPaths.RepositoryRoot, "README.md"))
            .Append(Path.Combine(TestPaths.RepositoryRoot, "CONTRIBUTING.md"))
            .Select(path => Path.GetRelativePath(TestPaths.RepositoryRoot, path)).Except(Measured)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> PagesThatRun() =>
        Pages().Where(page => new DocScript(Blocks(page)).Steps.Count > 0);

    [TestCaseSource(nameof(PagesThatRun))]
    public async Task Page_RunOnTheDemosLake_DoesAndPrintsWhatItSays(string page)
    {
        var blocks = Blocks(page);
        var script = new DocScript(blocks);
        using var place = new Workplace();
        foreach (var block in blocks)
            if (block.Note(DocNote.File) is { } name) Write(place[name], block.Lines);
        await File.WriteAllTextAsync(place["page.sh"], script.ToString());
        script.Read(await RunAsync(place));
        Assert.Multiple(() =>
        {
            foreach (var step in script.Steps)
                Assert.That(step.ExitCode, Is.EqualTo(DocBlock.ExitCode(step.Command)),
                    $"{page}:{step.Block.Line}: {step.Command}\n{step.Printed}");
            foreach (var (block, before) in blocks.Zip(blocks.Prepend(null)))
            {
                if (block.Language != "text" || block.Note(DocNote.NotRun) is not null
                    || block.Note(DocNote.File) is not null) continue;
                var source = block.Note(DocNote.PrintedBy) is null ? before : block;
                var printed = string.Concat(script.Steps.Where(s => s.Block == source).Select(s => s.Printed));
                Assert.That(PrintedText.Holds(block.Lines, printed), Is.True,
                    $"{page}:{block.Line} shows\n{string.Join('\n', block.Lines)}\nprinted is\n{printed}");
            }
        });
    }

    [Test]
    public void Blocks_OfAllPages_AreRunOrSayWhyNot()
    {
        var (run, reasons) = (0, new List<string>());
        Assert.Multiple(() =>
        {
            foreach (var page in Pages())
            {
                var blocks = Blocks(page);
                run += blocks.Count(b => b.Language != "csharp" && b.Note(DocNote.NotRun) is null);
                foreach (var (block, before) in blocks.Zip(blocks.Prepend(null)))
                {
                    var at = $"{page}:{block.Line}";
                    Assert.That(Languages, Does.Contain(block.Language), at);
                    Assert.That(block.Notes.Select(n => n.Text), Has.All.Not.Empty, $"{at} gives no reason");
                    if (block.Language == "yaml")
                        Assert.That(block.Note(DocNote.File), Is.Not.Null, $"{at} is read by no command");
                    if (block.Language == "text" && block.Notes.Count == 0)
                        Assert.That(block.FollowsBlock && before!.HoldsCommands, Is.True,
                            $"{at} is printed by no command");
                    reasons.AddRange(
                        block.Notes.Where(n => n.Key == DocNote.NotRun)
                            .Select(n => $"{at} {n.Of ?? block.Language}: {n.Text}"));
                }
            }
        });
        Assert.That(run, Is.GreaterThan(reasons.Count), "most of what the pages show is run");
        TestContext.Out.WriteLine($"{run} blocks run, {reasons.Count} not:\n{string.Join('\n', reasons)}");
    }

    [TestCase("a  1\nb 2", true)]
    [TestCase("b 2\nc 3.0", true, TestName = "Printed_LinesInARow_AreFound")]
    [TestCase("a 1\nc 3.0", false, TestName = "Printed_LineLeftOut_IsNoticed")]
    [TestCase("a 1\n…\nc …", true, TestName = "Printed_Ellipsis_StandsForWhatIsLeftOut")]
    [TestCase("b 3", false, TestName = "Printed_OtherNumber_IsNoticed")]
    [TestCase("c 3", false, TestName = "Printed_NumberCutShort_IsNoticed")]
    public void Printed_Lines_AreComparedWithNumbers(string shown, bool holds) =>
        Assert.That(PrintedText.Holds(shown.Split('\n'), "  a   1  \n ──── \n  b   2\nc 3.0\n"), Is.EqualTo(holds));

    private static IReadOnlyList<DocBlock> Blocks(string page) =>
        DocBlock.Read(Path.Combine(TestPaths.RepositoryRoot, page));

    private static void Write(string path, IReadOnlyList<string> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
    }

    private static async Task<string> RunAsync(Workplace place)
    {
        await DemoLake.ReadyAsync();
        var variables = new Dictionary<string, string>((await DemoLake.VendorAsync()).Environment)
        {
            ["ATA"] = AtaProcess.Executable, ["DEMO_LAKE"] = DemoLake.Root, ["DEMO_PRINTED"] = DemoLake.Printed,
            ["TRADEML_ENV"] = "demo", ["TRADEML__BACKFILL__BACKOFF__BASE_SECONDS"] = "0.1",
        };
        using var process = AtaProcess.Start(place.Root, ["page.sh"], variables, "bash");
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            // The steps that are left have no exit code, which fails the test and shows how far it came.
        }

        return await File.ReadAllTextAsync(place["page.log"]);
    }
}
