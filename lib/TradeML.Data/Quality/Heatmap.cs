using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using TradeML.Core.Time;
using TradeML.Data.Quality.Forecast;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality;

/// <summary>
/// The coverage of a lake as one HTML file that opens without a network: key × date for each table, and date × dataset.
/// Cells are one byte each, written as runs, compressed, and drawn by the page itself, so that millions of them take a
/// few megabytes.
/// </summary>
public static class Heatmap
{
    private const string VerdictSql = """
        SELECT day, status, qc_code FROM partition_verdict WHERE series_id = @series AND day >= @start AND day < @end
        """;

    /// <summary>Reads the grids of all audited tables, as the last audit left them.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="tables">Only these tables; null for all.</param>
    /// <param name="calendar">Sessions.</param>
    public static IReadOnlyList<HeatmapTable> Read(
        DataLake lake, IReadOnlyCollection<string>? tables, ExchangeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(calendar);
        return lake.Control
            .Read(r => r.Query<(long Id, string Table, string Dataset, string Key, long Start, long End)>(
                "SELECT series_id, table_name, dataset, symbol, start_day, end_day FROM audit_series WHERE end_day > "
                    + "start_day ORDER BY table_name, dataset, symbol")
            .Where(s => tables is null || tables.Contains(s.Table)).GroupBy(s => (s.Table, s.Dataset))
            .Select(g =>
                Read(r, g.Key.Table, g.Key.Dataset, [.. g.Select(s => (s.Id, s.Key, s.Start, s.End))], calendar))
                .ToList());
    }

    /// <summary>The page.</summary>
    /// <param name="tables">The grids.</param>
    /// <param name="forecast">When the gaps will be filled, or null.</param>
    /// <param name="title">Name of the lake, for the heading.</param>
    /// <param name="atUtc">When it was drawn (UTC).</param>
    public static string Render(
        IReadOnlyList<HeatmapTable> tables, GreenForecast? forecast, string title, DateTime atUtc)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using var stream = typeof(Heatmap).Assembly.GetManifestResourceStream("Heatmap.html")
            ?? throw new InvalidOperationException("The page of the heatmap is not embedded.");
        using var reader = new StreamReader(stream);
        var data = JsonSerializer.Serialize(
            new
            {
                title,
                at = atUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC",
                forecast = forecast?.Text,
                given_up = forecast?.GivenUp ?? 0,
                tables = tables.Select(t => new
                {
                    table = t.Table,
                    dataset = t.Dataset,
                    keys = t.Keys,
                    first = t.Days.Count == 0 ? (int?)null : UnixDay.From(t.Days[0]),
                    steps = t.Days.Skip(1).Zip(t.Days, (b, a) => b.DayNumber - a.DayNumber),
                    palette = t.Palette.Select(p => new object[] { p.State, p.Code }),
                    cells = Pack(t.Cells, Math.Max(1, t.Days.Count)),
                    green = forecast?.Datasets.FirstOrDefault(d => d.Dataset == t.Dataset)?.Text,
                }),
            }); // '<' becomes \u003C: no text of the lake can end the script
        return reader.ReadToEnd().Replace("/*DATA*/null", data, StringComparison.Ordinal);
    }

    /// <summary>Runs of equal bytes (value, then length as 7-bit groups), deflated, as Base64.</summary>
    /// <param name="cells">The grid.</param>
    /// <param name="width">Bytes of a row; no run crosses its end.</param>
    public static string Pack(byte[] cells, int width)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (int i = 0, next; i < cells.Length; i = next)
            {
                next = i + 1;
                while (next < cells.Length && next % width != 0 && cells[next] == cells[i]) next++;
                zlib.WriteByte(cells[i]);
                for (var n = next - i; ; n >>= 7)
                {
                    zlib.WriteByte((byte)(n > 127 ? (n & 127) | 128 : n));
                    if (n <= 127) break;
                }
            }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static HeatmapTable Read(
        ControlReader reader, string table, string dataset,
        IReadOnlyList<(long Id, string Key, long Start, long End)> series, ExchangeCalendar calendar)
    {
        var standing = series[0].Start == UnixDay.Undated;
        DateOnly[] days = standing
            ? []
            : calendar.Sessions(UnixDay.ToDate(series.Min(s => s.Start)), UnixDay.ToDate(series.Max(s => s.End)))
                .ToArray();
        var column = new Dictionary<int, int>();
        if (standing) column[UnixDay.Undated] = 0;
        for (var i = 0; i < days.Length; i++) column[UnixDay.From(days[i])] = i;
        var width = Math.Max(1, days.Length);
        var (cells, palette) = (new byte[series.Count * width], new List<(int, string)>());
        var index = new Dictionary<(int, string), byte>();
        for (var row = 0; row < series.Count; row++)
        {
            using var verdicts = reader.Read(VerdictSql,
                new { series = series[row].Id, start = series[row].Start, end = series[row].End });
            while (verdicts.Read())
            {
                if (!column.TryGetValue(verdicts.GetInt32(0), out var at)) continue;
                var entry = (verdicts.GetInt32(1), verdicts.IsDBNull(2) ? QcCodes.Ok : verdicts.GetString(2));
                if (!index.TryGetValue(entry, out var value))
                {
                    palette.Add(entry);
                    index[entry] = value = checked((byte)palette.Count);
                }

                cells[(row * width) + at] = value;
            }
        }

        return new HeatmapTable(table, dataset, [.. series.Select(s => s.Key)], days, palette, cells);
    }
}
