using System.Diagnostics;
using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Writing;
using TradeML.Node.Exports;
using TradeML.Testing;

namespace TradeML.Node.Tests.Exports;

public sealed class NightlyExportTests
{
    private static readonly DateOnly Monday = new(2024, 3, 4);

    [Test]
    public async Task RunAsync_LakeWithTables_HoldsCuratedAndReferenceAndTheLedgerWithChecksums()
    {
        using var lake = await FilledAsync();
        var night = await ExportAsync(lake, Monday);
        Assert.That(
            Relative(night.Path)
                .Select(f => f.Contains("part.", StringComparison.Ordinal) ? Path.GetDirectoryName(f) : f),
            Is.EqualTo(new[]
            {
                "SHA256SUMS", "curated/t/year=2024", "manifest.json", "qc/partition_status.parquet",
                "reference/t/year=2024",
            }));
        Assert.That((night.Files, night.Unchanged), Is.EqualTo((3, false)));
        Assert.That((await NightCheck.RunAsync(night.Path)),
            Has.Property("IsClean").True.And.Property("Files").EqualTo(4));
        using var about = JsonDocument.Parse(File.ReadAllText(Path.Combine(night.Path, NightlyExport.About)));
        Assert.That(about.RootElement.GetProperty("node").GetString(), Is.EqualTo("attic"));
        Assert.That(
            about.RootElement.GetProperty("tables").EnumerateArray()
                .Select(t => (t.GetProperty("table").GetString(), t.GetProperty("rows").GetInt64())),
            Is.EqualTo(new[] { ("curated/t", 3L), ("control/partition_status", 0L), ("reference/t", 3L) }));
    }

    [Test]
    [Platform("Linux", Reason = "sha256sum")]
    public async Task RunAsync_Checksums_AreReadBySha256Sum()
    {
        using var lake = await FilledAsync();
        var night = await ExportAsync(lake, Monday);
        using var process = Process.Start(
            new ProcessStartInfo("sha256sum",
                ["--check", "--strict", "--quiet", NightlyExport.Checksums])
            { WorkingDirectory = night.Path })!;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    public async Task RunAsync_NothingChanged_SaysSoAndLinks()
    {
        using var lake = await FilledAsync();
        await ExportAsync(lake, Monday);
        var second = await ExportAsync(lake, Monday.AddDays(1));
        Assert.That((second.Unchanged, second.Linked), Is.EqualTo((true, 3)));
        await WriteAsync(lake.Lake, "curated/t", 4);
        Assert.That((await ExportAsync(lake, Monday.AddDays(2))).Unchanged, Is.False);
    }

    [Test]
    public async Task RunAsync_LakeReplacesAFile_TheNightKeepsItsOwn()
    {
        using var lake = await FilledAsync();
        var night = await ExportAsync(lake, Monday);
        await WriteAsync(lake.Lake, "curated/t", 9);
        lake.Reopen();
        Assert.That((await NightCheck.RunAsync(night.Path)).IsClean, Is.True);
    }

    [Test]
    public async Task RunAsync_MoreNightsThanKept_RemovesTheOldest()
    {
        using var lake = await FilledAsync();
        for (var i = 0; i < 5; i++) await ExportAsync(lake, Monday.AddDays(i), keep: 2);
        Assert.That(NightlyExport.Nights(lake.Root), Is.EqualTo(new[] { Monday.AddDays(3), Monday.AddDays(4) }));
    }

    [Test]
    public async Task RunAsync_SameNightAgain_ReplacesIt()
    {
        using var lake = await FilledAsync();
        await ExportAsync(lake, Monday);
        await WriteAsync(lake.Lake, "reference/t", 5);
        var again = await ExportAsync(lake, Monday);
        Assert.That((await NightCheck.RunAsync(again.Path)).IsClean, Is.True);
        Assert.That(Directory.GetDirectories(Path.GetDirectoryName(again.Path)!).Select(Path.GetFileName),
            Is.EqualTo(new[] { "2024-03-04" }));
    }

    [Test]
    public async Task RunAsync_AfterCrashes_PutsTheFolderInOrder()
    {
        using var lake = await FilledAsync();
        var night = await ExportAsync(lake, Monday);
        var folder = Path.GetDirectoryName(night.Path)!;
        Directory.Move(night.Path, Path.Combine(folder, ".2024-03-04.replaced")); // killed between the two renames
        Directory.CreateDirectory(Path.Combine(folder, ".2024-03-05.partial", "curated"));
        await ExportAsync(lake, Monday.AddDays(1));
        Assert.That(Directory.GetDirectories(folder).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "2024-03-04", "2024-03-05" }));
        Assert.That((await NightCheck.RunAsync(night.Path)).IsClean, Is.True);
    }

    [Test]
    public async Task NightCheck_ChangedMissingAndUnknownFiles_AreNamed()
    {
        using var lake = await FilledAsync();
        var copy = Path.Combine(lake.Root, "copy");
        var night = await ExportAsync(lake, Monday);
        foreach (var file in Relative(night.Path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
            File.Copy(Path.Combine(night.Path, file), Path.Combine(copy, file));
        }

        var (curated, reference) = (Relative(copy).Single(f => f.StartsWith("curated", StringComparison.Ordinal)),
            Relative(copy).Single(f => f.StartsWith("reference", StringComparison.Ordinal)));
        File.AppendAllText(Path.Combine(copy, curated), "x");
        File.Delete(Path.Combine(copy, reference));
        File.WriteAllText(Path.Combine(copy, "extra.txt"), "");
        var result = await NightCheck.RunAsync(copy);
        Assert.That((result.Changed.Single(), result.Missing.Single(), result.Unknown.Single()),
            Is.EqualTo((curated, reference, "extra.txt")));
        Assert.That(async () => await NightCheck.RunAsync(Path.Combine(copy, "curated")),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.DataMissing));
    }

    private static async Task<TemporaryLake> FilledAsync()
    {
        var lake = new TemporaryLake(
            new ContractCatalog(
                [ContractCatalog.LoadEmbedded()["control/partition_status"], Contract("curated/t"),
                    Contract("reference/t"), Contract("raw/t")]));
        foreach (var table in new[] { "curated/t", "reference/t", "raw/t" }) await WriteAsync(lake.Lake, table, 3);
        await lake.Lake.Partitions.ExportAsync();
        return lake;
    }

    private static Task<NightSummary> ExportAsync(TemporaryLake lake, DateOnly night, int keep = 7) =>
        NightlyExport.RunAsync(lake.Lake, night, "attic", keep, lake.Time);

    private static TableContract Contract(string table) => Bars.Contract with { Name = table };

    private static Task WriteAsync(DataLake lake, string table, int rows)
    {
        var (contract, bars) = (lake.Contracts[table], Bars.Batch("AAPL", Bars.Start, rows));
        var batch = new ColumnBatch(contract,
            contract.Columns.Where(c => bars[c.Name] is not null).ToDictionary(c => c.Name, c => bars[c.Name]!), rows);
        return lake.Writer.WriteAsync(
            new LakeFileSpec { Table = contract, Stem = "part", Partition = [("year", "2024")], Supersedes = true },
            batch);
    }

    private static IReadOnlyList<string> Relative(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
}
