using System.Collections;
using System.Globalization;
using TradeML.Core.Contracts;
using TradeML.Data.Settings;

namespace TradeML.Data.Quality.Probing;

/// <summary>
/// Compares two vendors' rows of one table key by key and number by number: pure. A relative difference up to the
/// tolerance is agreement, ten times the tolerance none at all. Volumes weigh half, because vendors count different
/// trades. Prices that agree once later splits are taken out of them are split-adjusted, which some vendors can't help.
/// </summary>
internal static class ProbeComparison
{
    private static readonly string[] Provenance = ["ingested_at", "source_name", "source_uri", "vendor_ts",
        "api_version"];

    /// <summary>Compares the rows of each day, or all rows of a table without days.</summary>
    /// <param name="first">Rows that the lake holds.</param>
    /// <param name="second">Rows of the second vendor, of the same table.</param>
    /// <param name="byDay">Whether each day is a partition.</param>
    /// <param name="compareVolumes">Whether both see all trades; a feed of one venue does not.</param>
    /// <param name="options">Tolerances.</param>
    /// <param name="splitsAfter">Product of the ratios of all splits after a day; null: none are known.</param>
    /// <returns>One outcome for each partition that the first holds, ascending by day.</returns>
    public static IReadOnlyList<ProbeOutcome> Compare(
        ColumnBatch first, ColumnBatch second, bool byDay, bool compareVolumes, ProbeOptions options,
        Func<DateOnly, double>? splitsAfter = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(options);
        var columns = first.Contract.Columns
            .Where(c =>
                c.Type is ColumnType.Double or ColumnType.Float && !first.Contract.Key.Contains(c.Name)
                    && !Provenance.Contains(c.Name))
            .Where(c => c.Unit != "shares" || compareVolumes)
            .Select(c => new Column(c.Name, c.Unit, first[c.Name] as double[], second[c.Name] as double[]))
            .Where(c => c.First is not null && c.Second is not null).ToList();
        var there = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < second.RowCount; i++) there[KeyOf(second, i)] = i;
        return [
            .. Enumerable.Range(0, first.RowCount).GroupBy(i => DayOf(first, i, byDay)).OrderBy(g => g.Key)
                .Select(day =>
        {
            var pairs = day.Select(i => (First: i, Second: there.GetValueOrDefault(KeyOf(first, i), -1)))
                .Where(p => p.Second >= 0).ToList();
            var seconds = Enumerable.Range(0, second.RowCount).Count(i => DayOf(second, i, byDay) == day.Key);
            return Judge(day.Key, day.Count(), seconds, pairs, columns, options,
                1 / (splitsAfter?.Invoke(day.Key) ?? 1));
        })];
    }

    private static ProbeOutcome Judge(
        DateOnly day, int rows, int seconds, List<(int First, int Second)> pairs, List<Column> columns,
        ProbeOptions options, double factor)
    {
        if (pairs.Count == 0 || columns.Count == 0)
            return new ProbeOutcome(
                day, seconds == 0 ? 1 : 0, seconds == 0 ? "NO_SECOND" : ProbeOutcome.Mismatch, rows, seconds, null,
                double.NaN,
                seconds == 0 ? "the second vendor has no rows" : "no row has the same key");
        var plain = Score(pairs, columns, 1, options);
        var best = factor == 1 || plain.Score >= 1 ? plain : Score(pairs, columns, factor, options);
        var adjusted = best.Score > plain.Score;
        if (!adjusted) best = plain;
        var code = best.Score < options.AmberScore
            ? ProbeOutcome.Mismatch
            : best.Score < 0.95 ? "DIFFER" : adjusted ? "SPLIT_ADJUSTED" : "AGREE";
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"{pairs.Count} of {rows} rows compared"
                + $"{(adjusted ? $", later splits taken out of its prices (by {1 / factor:0.######})" : "")}; "
                + $"{(best.Column is null ? "no difference" : $"{best.Column} differs by {best.Worst:P2}")}");
        return new ProbeOutcome(day, best.Score, code, rows, seconds, best.Column, best.Worst, detail);
    }

    private static (double Score, string? Column, double Worst) Score(
        List<(int First, int Second)> pairs, List<Column> columns, double factor, ProbeOptions options)
    {
        var (sum, worst, column) = (0.0, double.NaN, (string?)null);
        foreach (var (a, b) in pairs)
        {
            var (values, volumes) = (1.0, 1.0);
            foreach (var c in columns)
            {
                var difference = Difference(c.First![a],
                    c.Second![b] * (c.IsPrice ? 1 / factor : c.IsVolume ? factor : 1));
                if (double.IsNaN(difference)) continue;
                var tolerance = c.IsVolume ? options.VolumeTolerance : options.PriceTolerance;
                var score = Math.Clamp(1 - ((difference - tolerance) / Math.Max(9 * tolerance, 1e-12)), 0, 1);
                if (c.IsVolume) volumes = Math.Min(volumes, score);
                else values = Math.Min(values, score);
                if (difference > 0 && !(difference <= worst)) (worst, column) = (difference, c.Name);
            }

            sum += Math.Min(values, 0.5 + (volumes / 2));
        }

        return (sum / pairs.Count, column, worst);
    }

    private static double Difference(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        var scale = Math.Max(Math.Abs(a), Math.Abs(b));
        return scale == 0 ? 0 : Math.Abs(a - b) / scale;
    }

    private static DateOnly DayOf(ColumnBatch rows, int row, bool byDay) =>
        byDay && rows["date"] is DateOnly[] days ? days[row] : LedgerKey.Undated;

    // Vendors spell a statement's instant differently; within one day it is the same statement.
    private static string KeyOf(ColumnBatch rows, int row) =>
        string.Join('|', rows.Contract.Key.Select(k => rows[k] is { } values
        ? ((IList)values)[row] switch
        {
            DateTime instant when k != "ts" => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        } : ""));

    private sealed record Column(string Name, string? Unit, double[]? First, double[]? Second)
    {
        public bool IsPrice => Unit is "USD";

        public bool IsVolume => Unit is "shares" or "contracts";
    }
}
