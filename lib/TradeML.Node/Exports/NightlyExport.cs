using System.Globalization;
using System.Text;
using System.Text.Json;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;
using TradeML.Lake.Parquet;

namespace TradeML.Node.Exports;

/// <summary>
/// Puts a night's curated and reference tables and the ledger of completeness aside in
/// <c>exports/nightly/YYYY-MM-DD</c>, with checksums that <c>sha256sum -c</c> reads. Files that the lake holds already
/// take no space again where its disk knows hard links. A night appears whole or not at all.
/// </summary>
public static class NightlyExport
{
    /// <summary>Name of the file of checksums in a night's folder.</summary>
    public const string Checksums = "SHA256SUMS";

    /// <summary>Name of the file in a night's folder that says what it holds.</summary>
    public const string About = "manifest.json";

    private const string Folder = "exports/nightly";
    private const string Partial = ".partial", Replaced = ".replaced";
    private const string Ledger = "qc/partition_status.parquet";
    private static readonly string[] Exported = ["curated/", "reference/"];
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower
    };

    /// <summary>
    /// Exports a night, replacing an earlier export of it, and removes nights beyond those that are kept.
    /// </summary>
    /// <param name="lake">The lake; its ledger has been exported and nobody curates meanwhile.</param>
    /// <param name="night">The night's local day.</param>
    /// <param name="node">Name of the node.</param>
    /// <param name="keep">Nights to keep, this one included; at least 1.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ct">Stops before the night appears.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, read-only or failing; earlier nights are as they
    /// were.</exception>
    public static Task<NightSummary> RunAsync(
        DataLake lake, DateOnly night, string node, int keep, TimeProvider time, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        return Task.Run(() => Guarded(lake, () => Run(lake, night, node, keep, time, ct)), ct);
    }

    /// <summary>The nights that are there, oldest first.</summary>
    /// <param name="root">The lake's folder.</param>
    public static IReadOnlyList<DateOnly> Nights(string root)
    {
        var folder = LakePaths.Full(root, Folder);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!)
            .Where(n =>
                DateOnly.TryParseExact(n, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .Select(n => DateOnly.ParseExact(n, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Order()];
    }

    /// <summary>The folder of a night, absolute.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="night">The night.</param>
    public static string PathOf(string root, DateOnly night) => Path.Combine(LakePaths.Full(root, Folder), Name(night));

    private static NightSummary Run(
        DataLake lake, DateOnly night, string node, int keep, TimeProvider time, CancellationToken ct)
    {
        var target = PathOf(lake.Root, night);
        DurableFiles.CreateDirectory(Path.GetDirectoryName(target)!);
        PutInOrder(Path.GetDirectoryName(target)!);
        var partial = Path.Combine(Path.GetDirectoryName(target)!, "." + Name(night) + Partial);
        var files = Files(lake);
        var linked = 0;
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            var to = LakePaths.Full(partial, file.Path);
            DurableFiles.CreateDirectory(Path.GetDirectoryName(to)!);
            if (HardLinks.TryLink(LakePaths.Full(lake.Root, file.Path), to)) linked++;
            else Copy(LakePaths.Full(lake.Root, file.Path), to);
        }

        var content = Hashing.OfText(string.Join('\n', files.Select(f => f.Sha256 + f.Path)));
        var sameAs = Nights(lake.Root).Where(n => n < night).OrderDescending().Take(1)
            .Where(n => ContentOf(PathOf(lake.Root, n)) == content).Select(n => Name(n)).FirstOrDefault();
        var about = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                night = Name(night), node, created_at = time.GetUtcNow(),
                code_version = typeof(NightlyExport).Assembly.GetName().Version!.ToString(3), content, same_as = sameAs,
                tables = files.GroupBy(f => f.Table, StringComparer.Ordinal)
                    .Select(g =>
                        new
                        {
                            table = g.Key, files = g.Count(), rows = g.Sum(f => f.Rows),
                            bytes = g.Sum(f => f.Bytes)
                        }),
            }, Json);
        Write(Path.Combine(partial, About), about);
        var sums = new StringBuilder();
        foreach (var file in files) sums.Append(file.Sha256).Append("  ").Append(file.Path).Append('\n');
        sums.Append(Hashing.OfFile(Path.Combine(partial, About))).Append("  ").Append(About).Append('\n');
        Write(Path.Combine(partial, Checksums), Encoding.UTF8.GetBytes(sums.ToString()));
        ct.ThrowIfCancellationRequested();
        Publish(partial, target);
        var removed = Nights(lake.Root).Where(n => n != night).OrderDescending().Skip(keep - 1).ToList();
        foreach (var old in removed) Directory.Delete(PathOf(lake.Root, old), recursive: true);
        return new NightSummary(target, files.Count, linked, files.Sum(f => f.Bytes), sameAs is not null, removed);
    }

    private static List<ExportedFile> Files(DataLake lake)
    {
        var files = lake.Manifest.All().Where(e => Exported.Any(p => e.Table.StartsWith(p, StringComparison.Ordinal)))
            .Select(e => new ExportedFile(e.Path, e.Table, e.Rows, e.Bytes, e.Sha256)).ToList();
        var ledger = new FileInfo(LakePaths.Full(lake.Root, Ledger));
        if (ledger.Exists)
            files.Add(
                new ExportedFile(Ledger, "control/partition_status",
                    BatchParquet.RowCountAsync(ledger.FullName, CancellationToken.None).GetAwaiter().GetResult(),
                    ledger.Length, Hashing.OfFile(ledger.FullName)));
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>Removes what a crash left behind; a night whose replacement did not appear comes back.</summary>
    private static void PutInOrder(string folder)
    {
        foreach (var path in Directory.EnumerateDirectories(folder, ".*" + Replaced).ToList())
        {
            var night = Path.Combine(folder, Path.GetFileName(path)[1..^Replaced.Length]);
            if (Directory.Exists(night)) Directory.Delete(path, recursive: true);
            else Directory.Move(path, night);
        }

        foreach (var path in Directory.EnumerateDirectories(folder, ".*" + Partial).ToList())
            Directory.Delete(path, recursive: true);
    }

    private static void Publish(string partial, string target)
    {
        var replaced = Path.Combine(Path.GetDirectoryName(target)!, "." + Path.GetFileName(target) + Replaced);
        if (Directory.Exists(target)) Directory.Move(target, replaced);
        Directory.Move(partial, target);
        DurableFiles.SyncDirectory(Path.GetDirectoryName(target)!);
        if (Directory.Exists(replaced)) Directory.Delete(replaced, recursive: true);
    }

    private static string? ContentOf(string night)
    {
        var path = Path.Combine(night, About);
        if (!File.Exists(path)) return null;
        using var about = JsonDocument.Parse(File.ReadAllBytes(path));
        return about.RootElement.GetProperty("content").GetString();
    }

    private static void Copy(string from, string to)
    {
        File.Copy(from, to);
        DurableFiles.Sync(to);
    }

    private static void Write(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    private static T Guarded<T>(DataLake lake, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            throw StorageFault.Translate(e, LakePaths.Full(lake.Root, Folder));
        }
    }

    private static string Name(DateOnly night) => night.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record ExportedFile(string Path, string Table, long Rows, long Bytes, string Sha256);
}
