using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality;

/// <summary>
/// Takes a file that is missing or damaged out of the lake: its partitions turn RED, what it confirmed is forgotten,
/// and the damaged bytes are kept aside. A vendor or the curator then makes it again, under the same path when the
/// content is the same.
/// </summary>
internal static class BrokenFile
{
    private const string BreakSql = """
        UPDATE partition_day
            SET status = 0, qc_score = 0, row_count = 0, qc_code = 'CHECKSUM_MISMATCH', last_observed_at = @now
        WHERE day >= @first AND day <= @last AND series_id IN (
            SELECT id FROM partition_series
            WHERE table_name = @table AND source_name = @source
              AND (@symbol = '' OR COALESCE(symbol, '') = @symbol OR partition_key = @key))
        """;

    private const string ForgetSql = """
        DELETE FROM confirmations
        WHERE dataset = @dataset AND source = @source AND COALESCE(symbol, '') = @symbol AND start_day <= @last
            AND end_day > @first
        """;

    /// <summary>
    /// Whether somebody makes the file again: raw files come from vendors, curated and reference ones from raw.
    /// </summary>
    public static bool CanMend(ManifestEntry file) =>
        file.Table.StartsWith("curated/", StringComparison.Ordinal)
            || file.Table.StartsWith("reference/", StringComparison.Ordinal)
        || (file.Table.StartsWith("raw/", StringComparison.Ordinal) && file.Source is not (null or "file")
            && DatasetCatalog.Standard.All.Any(d => d.Table == file.Table));

    /// <summary>Takes the file out; returns the partitions that turned RED.</summary>
    public static long Drop(DataLake lake, ManifestEntry file)
    {
        var full = Path.Combine(lake.Root, file.Path.Replace('/', Path.DirectorySeparatorChar));
        if (File.Exists(full))
        {
            var aside = Path.Combine(lake.Root, "qc", "quarantine", "checksum", file.Path.Replace('/', '_'));
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            File.Move(full, aside, overwrite: true);
        }

        return lake.Control.Write(tx =>
        {
            var broken = Break(tx, file);
            tx.Execute("DELETE FROM file_holder WHERE path = @Path", new { file.Path });
            tx.Execute("DELETE FROM manifest WHERE path = @Path", new { file.Path });
            return broken;
        });
    }

    private static long Break(ControlTransaction tx, ManifestEntry file)
    {
        var derived = !file.Table.StartsWith("raw/", StringComparison.Ordinal);
        var source = derived ? AuditedTable.DerivedSource : file.Source!;
        var (first, last) = (file.First is { } f ? UnixDay.From(f) : UnixDay.Undated,
            file.Last is { } l ? UnixDay.From(l) : int.MaxValue);
        var (now, symbol) = (InstantText.ToMicros(tx.StartedAtUtc), file.Symbol ?? "");
        long broken = tx.Prepare(BreakSql, "@now", "@first", "@last", "@table", "@source", "@symbol", "@key")
            .Execute(now, first, last, file.Table, source, symbol, "series_id=" + symbol);
        if (derived)
        {
            tx.Execute("DELETE FROM curation_state WHERE table_name = @Table", new { file.Table });
            return broken;
        }

        foreach (var spec in
            DatasetCatalog.Standard.All.Where(d => d.Table == file.Table && d.Rule != CompletenessRule.Session))
        {
            // An answer is complete or not as a whole: without this file none of it can be relied upon.
            tx.Prepare(ForgetSql, "@dataset", "@source", "@symbol", "@last", "@first")
                .Execute(spec.Name, source, symbol, int.MaxValue, UnixDay.Undated);
            if (spec.Name == "listings") tx.Execute("DELETE FROM listed_asset WHERE source = @source", new { source });
            broken += tx.Prepare(BreakSql, "@now", "@first", "@last", "@table", "@source", "@symbol", "@key")
                .Execute(now, UnixDay.Undated, UnixDay.Undated, file.Table, source, symbol, "series_id=" + symbol);
        }

        return broken;
    }
}
