using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Rules;

/// <summary>The checks of each table: daily bars, minute bars, option chains, and tables without days.</summary>
internal static class QcModules
{
    private static readonly string[] EventLists = ["filings", "earnings", "earnings_calendar", "delistings"];

    /// <summary>Judges an answer: pure, no clock, no store.</summary>
    /// <param name="result">As fetched.</param>
    /// <param name="spec">Its dataset.</param>
    /// <param name="context">Calendar, bounds, and what is known of the symbol.</param>
    public static QcResult Assess(FetchResult result, DatasetSpec spec, QcContext context)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(context);
        return spec switch
        {
            { Rule: CompletenessRule.Confirmed } => new QcResult([], [], []),
            { Rule: CompletenessRule.Standing } => RowChecks.Standing(result.Rows, spec, context),
            { Table: "raw/equities_bars" } => Daily(result, context),
            { Table: "raw/equities_minute" } =>
                MinuteBarQc.Assess(result.Rows, result.SourceName, result.Start, result.End, context),
            _ => RowChecks.Daily(result.Rows, spec, result.Start, result.End, context),
        };
    }

    /// <summary>
    /// The code of a complete answer without rows: of a list of events it is a fact, elsewhere the vendor lacks the
    /// key.
    /// </summary>
    /// <param name="spec">The dataset.</param>
    public static string EmptyCode(DatasetSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return EventLists.Contains(spec.Name) ? QcCodes.NoEvent : QcCodes.VendorHasNone;
    }

    private static QcResult Daily(FetchResult result, QcContext context)
    {
        if (result.Rows.RowCount == 0) return new QcResult([], [], []);
        var verdicts = DailyBarQc.Assess(
            result.Rows, result.Request.Symbol!, result.Start, result.End, context.Calendar, context.Thresholds,
            context.EventDays);
        var red = verdicts.Where(v => v.Status == PartitionState.Red).ToDictionary(v => v.Day, v => v.Code);
        if (red.Count == 0) return new QcResult(verdicts, [], []);
        var dates = result.Rows.Get<DateOnly[]>("date");
        var refused = new List<RefusedRow>();
        for (var i = 0; i < dates.Length; i++)
            if (red.TryGetValue(dates[i], out var code)) refused.Add(new RefusedRow(i, code));
        return new QcResult([.. verdicts.Select(v => v.Status == PartitionState.Red ? v with { RowCount = 0 } : v)],
            refused, []);
    }
}
