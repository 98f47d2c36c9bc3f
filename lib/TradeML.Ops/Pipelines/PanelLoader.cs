using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Research.Panels;

namespace TradeML.Ops.Pipelines;

/// <summary>Reads the curated daily bars of a universe and window into a panel.</summary>
internal static class PanelLoader
{
    internal const string Table = "curated/equities_ohlcv_adj";

    internal static FileFilter Files(DateOnly start, DateOnly end) => new() { Start = start, End = end };

    internal static Panel Load(DataLake lake, IReadOnlyList<string> symbols, DateOnly start, DateOnly end)
    {
        using var session = lake.OpenSession();
        session.Register(Table, null, Files(start, end));
        session.CreateTable("universe", [("symbol", symbols.ToArray())]);
        // Steps of the day alone, never the cumulative factors: those know the future.
        var rows = session.Query(
            """
            SELECT symbol, date, open, high, low, close, volume, 1 / volume_step, volume_step, total_return_step
            FROM curated.equities_ohlcv_adj JOIN universe USING (symbol)
            WHERE date >= $1 AND date < $2
            ORDER BY symbol, date
            """, start, end);
        if (rows.RowCount == 0)
            throw new TradeMLException(
                ErrorKind.DataMissing, $"No curated bar lies between {start:yyyy-MM-dd} and {end:yyyy-MM-dd} (exclusive).", Table,
                "Run `ata backfill run`, then `ata curate run`.");
        return Build(rows);
    }

    private static Panel Build(Lake.Reading.DuckColumns rows)
    {
        var names = rows.Texts(0);
        var dates = rows.Dates(1);
        var sessions = dates.Distinct().Order().ToArray();
        var indexOf = new Dictionary<DateOnly, int>(sessions.Length);
        for (var i = 0; i < sessions.Length; i++) indexOf[sessions[i]] = i;
        var day = Array.ConvertAll(dates, d => indexOf[d]);
        var (symbols, starts) = (new List<string>(), new List<int>());
        for (var row = 0; row < names.Length; row++)
        {
            if (row > 0 && names[row] == names[row - 1]) continue;
            symbols.Add(names[row]!);
            starts.Add(row);
        }

        starts.Add(names.Length);
        return Panel.Create(
            [.. symbols], sessions, [.. starts], day,
            new PanelColumns
            {
                Open = rows.Doubles(2), High = rows.Doubles(3), Low = rows.Doubles(4), Close = rows.Doubles(5), Volume = rows.Doubles(6),
                PriceStep = rows.Doubles(7), VolumeStep = rows.Doubles(8), TotalReturnStep = rows.Doubles(9),
            });
    }
}
