using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeML.Core.Contracts;
using TradeML.Lake;

namespace TradeML.Campaign;

/// <summary>
/// What a lake holds, without the moments at which it was fetched: two lakes that differ here differ in data.
/// </summary>
/// <param name="Lines">One line a table: rows, hash of the current rows, rows in files.</param>
/// <param name="Faults">What must never be: damaged or unknown files, rows that lie in two files, GREEN partitions
/// without rows.</param>
public sealed record LakeContent(IReadOnlyList<string> Lines, IReadOnlyList<string> Faults)
{
    /// <summary>Whether tasks of the queue wait for a vendor that rests.</summary>
    public bool IsWaiting => Lines.Any(l => l.EndsWith(" PENDING", StringComparison.Ordinal));

    private static readonly string[] FetchColumns = ["ingested_at", "source_uri", "known_at"];

    /// <summary>
    /// Reads a lake that no process has open; opening it puts a crash's remains in order, as the next start would.
    /// </summary>
    public static async Task<LakeContent> ReadAsync(string root, TimeProvider time)
    {
        var contracts = ContractCatalog.LoadEmbedded();
        using var lake = DataLake.Open(root, contracts, new DataLakeOptions { MemoryLimitMb = 256, Threads = 1 }, time);
        var faults = new List<string>();
        var check = await lake.Manifest.VerifyAsync();
        if (!check.IsClean)
            faults.Add(
                $"files: missing {string.Join(' ', check.Missing)}; changed {string.Join(' ', check.Changed)}; "
                    + $"unknown {string.Join(' ', check.Unknown)}");
        if (Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories).FirstOrDefault() is { } left)
            faults.Add($"left behind: {left}");
        faults.AddRange(DamagedExports(root));

        var lines = new List<string>();
        using var session = lake.OpenSession();
        foreach (var size in lake.Manifest.Sizes())
        {
            session.Register(size.Table);
            var columns = contracts[size.Table].Columns.Select(c => c.Name).Except(FetchColumns)
                .Select(c => $"\"{c}\"");
            var view = size.Table.Replace('/', '.');
            var rows = session.Query(
                $"SELECT count(*)::BIGINT, coalesce(sum(hash({string.Join(", ", columns)})::HUGEINT), 0)::VARCHAR "
                    + $"FROM {view}");
            var count = rows.Longs(0)[0];
            if (count != size.Rows)
                faults.Add(
                    $"{size.Table}: {size.Rows} rows in its files, {count} of them different: "
                        + "something was written twice");
            lines.Add($"{size.Table} {count} rows {rows.Texts(1)[0]}");
        }

        lines.AddRange(lake.Control.Read(r => r.Query<string>(
            """
            SELECT source_name || ' ' || table_name || ' ' || COALESCE(symbol, '-') || ' ' || COALESCE(dt, '-') || ' '
                || status || ' ' || row_count || ' ' || COALESCE(qc_code, '')
            FROM partition_status ORDER BY 1
            """)));
        lines.AddRange(lake.Control.Read(r => r.Query<string>(
            "SELECT dataset || ' ' || COALESCE(symbol, '-') || ' ' || start_date || ' ' || end_date || ' ' || kind "
                + "|| ' ' || status FROM backfill_queue ORDER BY 1")));
        return new LakeContent(lines, faults);
    }

    // A night that stands under its own name is whole, whenever the power went.
    private static IEnumerable<string> DamagedExports(string root)
    {
        var nights = new DirectoryInfo(Path.Combine(root, "exports", "nightly"));
        if (!nights.Exists) yield break;
        foreach (var night in nights.EnumerateDirectories()
            .Where(n => DateOnly.TryParse(n.Name, CultureInfo.InvariantCulture, out _)))
        {
            foreach (var line in File.ReadLines(Path.Combine(night.FullName, "SHA256SUMS")))
            {
                var (sum, path) = (line[..64], Path.Combine(night.FullName, line[64..].TrimStart(' ', '*')));
                if (!File.Exists(path) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) != sum)
                    yield return $"export {night.Name}: {path} is not what its checksum says";
            }
        }
    }

    /// <summary>One number for all lines.</summary>
    public string Hash =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines))))[..16];

    /// <summary>The first lines that one has and the other lacks.</summary>
    public IEnumerable<string> DifferencesFrom(LakeContent other) =>
        Lines.Except(other.Lines).Take(5).Select(l => "has " + l)
            .Concat(other.Lines.Except(Lines).Take(5).Select(l => "lacks " + l));
}
