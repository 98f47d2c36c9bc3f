using TradeML.Core.Configuration;
using TradeML.Core.Time;
using TradeML.Data.Ingest;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Node;

/// <summary>Asks for the newest sessions of a stage whose window is open: FORWARD tasks for symbols that have no verdict for them yet.</summary>
public static class ForwardProducer
{
    private static readonly DialectSql MissingSql = new(d => $"""
        SELECT value AS Symbol FROM {d.Texts("@symbols")}
        WHERE NOT EXISTS (
            SELECT 1 FROM partition_series s JOIN partition_day d ON d.series_id = s.id
            WHERE s.table_name = 'raw/equities_bars' AND s.source_name = @source AND s.symbol = value AND d.day = @day AND d.status > 0)
        """);

    /// <summary>Puts FORWARD tasks into the queue for sessions that are over and missing, looking back a few sessions.</summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="lookback">Sessions to look back over, at least 1.</param>
    /// <param name="time">Clock.</param>
    /// <returns>Tasks added or revived.</returns>
    public static int Run(DataLake lake, StageFile stage, ExchangeCalendar calendar, int lookback, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(time);
        if (!stage.Datasets.TryGetValue("equities_eod", out var window) || window.End is not null) return 0;
        var now = time.GetUtcNow().UtcDateTime;
        var last = calendar.IndexAtOrBefore(calendar.TradingDayOf(now));
        var symbols = System.Text.Json.JsonSerializer.Serialize(stage.Symbols);
        return lake.Control.Write(tx =>
        {
            var added = 0;
            for (var i = Math.Max(0, last - lookback + 1); i <= last; i++)
            {
                var session = calendar[i];
                if (session.CloseUtc > now || session.Date < window.Start) continue;
                foreach (var symbol in tx.Query<string>(MissingSql.For(tx.Dialect), new { symbols, source = stage.Source, day = UnixDay.From(session.Date) }))
                    if (BackfillQueue.Upsert(tx, NewTask.Of("equities_eod", symbol, session.Date, session.Date.AddDays(1), TaskKind.Forward)) != UpsertOutcome.Kept)
                        added++;
            }

            return added;
        });
    }
}
