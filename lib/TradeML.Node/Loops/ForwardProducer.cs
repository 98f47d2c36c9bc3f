using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Loops;

/// <summary>
/// Asks for the newest sessions of a stage's open windows: FORWARD tasks for keys that have no sound verdict for them
/// yet. A session that came back without rows is asked for again after an hour, then two, then four: right after the
/// close a vendor may not have it yet. A day later its word holds.
/// </summary>
internal static class ForwardProducer
{
    private const string DatesSql = "start_date <= @day AND end_date > @day";

    private const string TasksSql = $"""
        SELECT symbol AS Symbol, kind AS Kind, status AS Status, generation AS Generation, updated_at AS UpdatedAt
        FROM backfill_queue WHERE dataset = @dataset AND {DatesSql} AND (kind = 'FORWARD' OR status <> 'DONE')
        """;

    // a vendor that has none a day after the close will have none
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromHours(1);

    /// <summary>
    /// Puts FORWARD tasks into the queue for sessions that are over and missing, looking back a few sessions.
    /// </summary>
    /// <param name="lake">The lake, open for writing.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="calendar">Listing exchange.</param>
    /// <param name="lookback">Sessions to look back over, at least 1.</param>
    /// <param name="serves">Whether a vendor serves a dataset.</param>
    /// <param name="time">Clock.</param>
    /// <returns>Tasks added or revived.</returns>
    public static int Run(
        DataLake lake, NodeStage stage, ExchangeCalendar calendar, int lookback, Func<string, bool> serves,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(serves);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow().UtcDateTime;
        var today = calendar.TradingDayOf(now);
        var last = calendar.IndexAtOrBefore(today);
        var added = 0;
        foreach (var (name, window) in stage.Datasets)
        {
            if (window.End is not null
                || DatasetCatalog.Standard.Find(name) is not { Rule: CompletenessRule.Session } spec || !serves(name))
                continue;
            var oldest = spec.SnapshotOnly ? today : window.Start;
            for (var i = Math.Max(0, last - lookback + 1); i <= last; i++)
            {
                var session = calendar[i];
                if (session.CloseUtc <= now && session.Date >= oldest)
                    added += Ask(lake.Control, stage, spec, session.Date, session.CloseUtc, now);
            }
        }

        return added;
    }

    private static int Ask(
        ControlStore control, NodeStage stage, DatasetSpec spec, DateOnly date, DateTime close, DateTime now)
    {
        var day = UnixDay.From(date);
        var missing = control.Read(r => Missing(r, stage, spec, day, close));
        if (missing.Count == 0) return 0;
        return control.Write(tx =>
        {
            foreach (var task in tx.Query<Known>(TasksSql, new { dataset = spec.Name, day }))
                if (task.Blocks(now)) missing.Remove(task.Symbol ?? "");
            return missing.Count(key => BackfillQueue.Upsert(
                tx, NewTask.Of(spec.Name, key.Length == 0 ? null : key, date, date.AddDays(1), TaskKind.Forward))
                != UpsertOutcome.Kept);
        });
    }

    /// <summary>
    /// Keys that the session is owed for: not settled in the ledger, and listed on that day as far as is known.
    /// </summary>
    private static SortedSet<string> Missing(
        ControlReader reader, NodeStage stage, DatasetSpec spec, long day, DateTime close)
    {
        var source = stage.SourceOf(spec.Name);
        var settled = reader.Query<string>(
            $"""
            SELECT DISTINCT COALESCE(s.symbol, '') FROM partition_series s JOIN partition_day d ON d.series_id = s.id
            WHERE s.table_name = @table {(source is null ? "" : "AND s.source_name = @source")} AND d.day = @day
              AND (d.status > 0 OR (d.qc_code = @none AND d.last_observed_at > @settled))
            """,
            new
            {
                table = spec.Table, source, day, none = QcCodes.VendorHasNone,
                settled = InstantText.ToMicros(close + Settled)
            });
        var missing = new SortedSet<string>(spec.Key == DatasetKey.None ? [""] : stage.KeysOf(spec.Name),
            StringComparer.Ordinal);
        missing.ExceptWith(settled);
        if (missing.Count > 0 && spec.Key == DatasetKey.Symbol)
            missing.ExceptWith(reader.Query<string>(
                "SELECT symbol FROM listing WHERE source = @source AND (last_day < @day OR first_day > @day)",
                new { source = stage.Source, day }));
        return missing;
    }

    private sealed class Known
    {
        public string? Symbol { get; init; }

        public string Kind { get; init; } = "";

        public string Status { get; init; } = "";

        public int Generation { get; init; }

        public string UpdatedAt { get; init; } = "";

        /// <summary>Whether the session is being asked for, was given up, or was asked for only just now.</summary>
        public bool Blocks(DateTime now) =>
            Status != "DONE"
                || now < InstantText.Parse(UpdatedAt) + (FirstWait * Math.Pow(2, Math.Min(Generation, 10)));
    }
}
