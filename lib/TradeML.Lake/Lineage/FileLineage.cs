using TradeML.Core.Errors;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Lineage;

/// <summary>
/// Where a file comes from: every derived file on the way, and the raw files at its end with the addresses they were
/// fetched from.
/// </summary>
/// <param name="File">The file that was asked about.</param>
/// <param name="Steps">Inputs, from the file backwards.</param>
/// <param name="Raw">The raw files at the end, ordered by path.</param>
/// <param name="Unrecorded">Derived files on the way whose inputs nobody recorded: imported tables, or files of an
/// earlier version.</param>
public sealed record FileLineage(
    ManifestEntry File, IReadOnlyList<LineageStep> Steps, IReadOnlyList<RawOrigin> Raw,
    IReadOnlyList<string> Unrecorded)
{
    /// <summary>Traces a file of the manifest back to raw files.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="path">Path relative to the lake, with forward slashes.</param>
    /// <param name="symbol">Follows only files of this ticker and files of several; null for all.</param>
    /// <param name="ct">Stops between files.</param>
    /// <exception cref="TradeMLException">Bad input: the manifest has no such file.</exception>
    public static FileLineage Of(DataLake lake, string path, string? symbol = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var file = lake.Manifest.Find(path) ?? throw new TradeMLException(
            ErrorKind.BadInput, "The manifest has no such file.", path,
            "Name it as `ata lake lineage TABLE` or `ata lake verify` prints it, relative to the lake.");
        // A derived input that was replaced leads to newer raw files too: what came after all that the file read can't
        // be in it.
        var newest = file.Table.StartsWith("raw/", StringComparison.Ordinal)
            ? file.IngestedAt
            : lake.Manifest.InputsOf(path).Max(i => i.Newest);
        var steps = new List<LineageStep>();
        var raw = new SortedDictionary<string, ManifestEntry>(StringComparer.Ordinal);
        var unrecorded = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Path };
        var open = new Queue<ManifestEntry>([file]);
        while (open.TryDequeue(out var next))
        {
            ct.ThrowIfCancellationRequested();
            if (next.Table.StartsWith("raw/", StringComparison.Ordinal))
            {
                if (next.IngestedAt <= newest) raw[next.Path] = next;
                continue;
            }

            var inputs = lake.Manifest.InputsOf(next.Path);
            if (inputs.Count == 0) unrecorded.Add(next.Path);
            foreach (var input in inputs)
            {
                var step = Follow(lake, next.Path, input, symbol);
                steps.Add(step);
                foreach (var entry in step.Files) if (seen.Add(entry.Path)) open.Enqueue(entry);
            }
        }

        return new FileLineage(file, steps, Origins(lake, [.. raw.Values]), [.. unrecorded]);
    }

    private static LineageStep Follow(DataLake lake, string of, FileInput input, string? symbol)
    {
        // Raw only grows: what was there when the file was made is what came not later than the newest file it read.
        var files = lake.Manifest.Files(input.Table, input.Filter);
        if (input.Table.StartsWith("raw/", StringComparison.Ordinal))
            files = [.. files.Where(f => f.IngestedAt <= input.Newest)];
        var state = Manifest.HashOf(files) == input.ContentHash ? LineageState.Unchanged : LineageState.Replaced;
        return new LineageStep(of, input.Table, input.Folder,
            symbol is null ? files : [.. files.Where(f => f.Symbol is null || f.Symbol == symbol)], state);
    }

    private static List<RawOrigin> Origins(DataLake lake, List<ManifestEntry> files)
    {
        var uris = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        using var session = lake.OpenSession();
        foreach (var table in files.Where(f => f.IsHere && lake.Contracts[f.Table].Find("source_uri") is not null)
            .GroupBy(f => f.Table))
        {
            var list = string.Join(", ", table.Select(f => Sql.Text(LakePaths.Full(lake.Root, f.Path))));
            var rows = session.Query(
                $"SELECT DISTINCT filename, source_uri FROM read_parquet([{list}], filename = true, "
                    + "hive_partitioning = false) ORDER BY ALL");
            var (names, addresses) = (rows.Texts(0), rows.Texts(1));
            for (var i = 0; i < rows.RowCount; i++)
            {
                if (!uris.TryGetValue(names[i]!, out var of)) uris[names[i]!] = of = [];
                of.Add(addresses[i] ?? "");
            }
        }

        return files.ConvertAll(f => new RawOrigin(f, uris.GetValueOrDefault(LakePaths.Full(lake.Root, f.Path)) ?? []));
    }
}
