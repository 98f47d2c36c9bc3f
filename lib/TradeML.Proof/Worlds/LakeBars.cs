using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Proof.Worlds;

/// <summary>The bars of the lake with all their versions: of the source that curation chose for each day.</summary>
internal static class LakeBars
{
    private const string Curated = "curated/equities_ohlcv_adj", Raw = "raw/equities_bars";

    internal static WorldTable Load(DataLake lake, DateOnly? start, DateOnly? end, IReadOnlyList<string>? symbols)
    {
        using var session = lake.OpenSession();
        session.Register(Curated, null, new FileFilter { Start = start, End = end });
        session.RegisterVersions(Raw);
        session.CreateTable("wanted", [("symbol", symbols?.ToArray() ?? [])]);
        var rows = session.Query(
            $"""
            SELECT symbol, date, open, high, low, close, volume, ingested_at,
                min(ingested_at) OVER (PARTITION BY symbol) AS since FROM (
                    SELECT c.symbol, c.date, v.open, v.high, v.low, v.close, v.volume, v.ingested_at
                    FROM curated.equities_ohlcv_adj c
                        JOIN raw.equities_bars_versions v USING (symbol, date, source_name)
                    WHERE c.date >= $1 AND c.date < $2
                        AND ({(symbols is null ? "true" : "c.symbol IN (SELECT symbol FROM wanted)")})
                    UNION ALL
                    SELECT c.symbol, c.date, c.open, c.high, c.low, c.close, c.volume, TIMESTAMPTZ '1970-01-01'
                    FROM curated.equities_ohlcv_adj c ANTI
                        JOIN raw.equities_bars_versions v USING (symbol, date, source_name)
                    WHERE c.date >= $1 AND c.date < $2
                        AND ({(symbols is null ? "true" : "c.symbol IN (SELECT symbol FROM wanted)")}))
            ORDER BY symbol, date, ingested_at
            """, start ?? DateOnly.MinValue, end ?? new DateOnly(9999, 1, 1));
        if (rows.RowCount == 0)
            throw new TradeMLException(ErrorKind.DataMissing, "No curated bar lies in the window.", Curated,
                "Run `ata backfill run`, then `ata curate run`.");
        string[] symbol = [.. rows.Texts(0).Select(s => s!)];
        var date = rows.Dates(1);
        return WorldTable.Create(
            WorldTables.Bars, TableNature.Observations, symbol, date,
            KnownAt(symbol, date, rows.Instants(7), rows.Instants(8)), new Dictionary<string, double[]>
            {
                ["open"] = rows.Doubles(2), ["high"] = rows.Doubles(3), ["low"] = rows.Doubles(4),
                ["close"] = rows.Doubles(5), ["volume"] = rows.Doubles(6),
            });
    }

    private static DateTime[] KnownAt(string[] symbol, DateOnly[] date, DateTime[] arrived, DateTime[] since)
    {
        var result = new DateTime[symbol.Length];
        var hours = new Dictionary<DateOnly, (DateTime Close, DateTime Next)>();
        for (var row = 0; row < result.Length; row++)
        {
            if (!hours.TryGetValue(date[row], out var day))
                hours[date[row]] = day = (SessionHours.Close(date[row]), SessionHours.NextOpen(date[row]));
            var revision = row > 0 && symbol[row] == symbol[row - 1] && date[row] == date[row - 1];
            result[row] = revision
                ? Publication.Later(result[row - 1], arrived[row])
                : Publication.First(day.Close, day.Next, arrived[row], since[row]);
        }

        return result;
    }
}
