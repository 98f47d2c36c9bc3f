using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Recovery;
using TradeML.Lake.Writing;

namespace TradeML.Proof.LakeCopies;

/// <summary>
/// A copy of a lake, in which the future may be corrupted: files that vendors might still deliver after an instant.
/// </summary>
internal static class LakeCopy
{
    private const int FilesATable = 12, RowsAFile = 2_000;

    /// <summary>The tables whose files are copied.</summary>
    internal static IEnumerable<TableContract> Tables(DataLake lake) =>
        lake.Contracts.Tables.Where(t => t.Name.Split('/')[0] is "raw" or "reference" or "curated");

    /// <summary>Copies all files and the control store of a lake to an empty folder.</summary>
    internal static void Make(DataLake lake, string root, CancellationToken ct)
    {
        foreach (var table in Tables(lake))
        {
            foreach (var file in lake.Reader.Files(table.Name))
            {
                ct.ThrowIfCancellationRequested();
                var target = Path.Combine(root, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(lake.Root, file.Path), target);
            }
        }

        Directory.CreateDirectory(Path.Combine(root, "control", "tmp"));
        LakeReplica.CopyControl(lake, Path.Combine(root, "control", "node.sqlite"));
    }

    /// <summary>
    /// Delivers revisions of rows the lake had, and rows of other days, all fetched after an instant.
    /// </summary>
    /// <returns>Rows delivered, by table.</returns>
    internal static async Task<SortedDictionary<string, long>> CorruptAsync(
        DataLake copy, DateTime instant, int seed, CancellationToken ct)
    {
        var random = new Random(seed);
        var delivered = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in
            copy.Contracts.Tables
                .Where(t => t.Name.StartsWith("raw/", StringComparison.Ordinal) && t.Find("ingested_at") is not null))
        {
            var files = copy.Reader.Files(table.Name).Where(f => f.IngestedAt <= instant && f.IsHere).ToArray();
            random.Shuffle(files);
            foreach (var file in files.Take(FilesATable))
            {
                var arrived = instant.AddSeconds(1 + random.Next(20 * 24 * 3600));
                // Versions of the same days, then rows of days before and after: bars that came late, events that
                // nobody knew of.
                foreach (var days in new[] { 0, -1 - random.Next(40), 1 + random.Next(40) })
                {
                    using var session = copy.OpenSession();
                    var entry = await copy.Writer.WriteQueryAsync(Spec(table, file, days, random.Next()), session,
                        Select(copy, table, file, arrived, days, 0.5 + random.NextDouble()), null, ct)
                        .ConfigureAwait(false);
                    delivered[table.Name] = delivered.GetValueOrDefault(table.Name) + entry.Rows;
                }
            }
        }

        return delivered;
    }

    private static LakeFileSpec Spec(TableContract table, ManifestEntry file, int days, int number) => new()
    {
        Table = table, Stem = string.Create(CultureInfo.InvariantCulture, $"later_{number}"), Source = file.Source,
        Symbol = file.Symbol,
        Partition = [
            .. file.Partition.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
                .Select(p => (p[0], Uri.UnescapeDataString(p[1])))],
        First = file.First?.AddDays(days), Last = file.Last?.AddDays(days),
    };

    private static string Select(
        DataLake lake, TableContract table, ManifestEntry file, DateTime arrived, int days, double factor)
    {
        var columns = table.Columns.Select(c => c switch
        {
            { Name: "ingested_at" } =>
                string.Create(CultureInfo.InvariantCulture, $"TIMESTAMPTZ '{arrived:yyyy-MM-dd HH:mm:ss.ffffff}+00'"),
            { Type: ColumnType.Double } => string.Create(CultureInfo.InvariantCulture, $"\"{c.Name}\" * {factor:R}"),
            { Type: ColumnType.Date } when days != 0 =>
                string.Create(CultureInfo.InvariantCulture, $"CAST(\"{c.Name}\" + {days} AS DATE)"),
            { Type: ColumnType.Instant } when days != 0 && table.Key.Contains(c.Name) =>
                string.Create(CultureInfo.InvariantCulture, $"\"{c.Name}\" + INTERVAL ({days}) DAY"),
            _ => $"\"{c.Name}\"",
        } + $" AS \"{c.Name}\"");
        var path = Path.Combine(lake.Root, file.Path).Replace("'", "''", StringComparison.Ordinal);
        return $"SELECT {string.Join(", ", columns)} FROM (FROM read_parquet('{path}', hive_partitioning = false) "
            + $"LIMIT {RowsAFile}) ORDER BY ALL";
    }
}
