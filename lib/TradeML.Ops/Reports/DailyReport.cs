using TradeML.Ops.Reports.Html;

namespace TradeML.Ops.Reports;

/// <summary>Makes the daily report: JSON by the contract of SSOT §4.9, and Markdown and HTML views of it.</summary>
internal static class DailyReport
{
    /// <summary>Renders the report of one day. Pure: the same arguments give the same bytes.</summary>
    /// <param name="asOf">The trading day reported, in the exchange's local time.</param>
    /// <param name="positions">The book at its close.</param>
    /// <param name="strategies">One line a strategy.</param>
    /// <param name="metrics">Every other figure.</param>
    public static ReportDocuments Emit(
        DateOnly asOf, IReadOnlyList<ReportPosition> positions, IReadOnlyList<StrategyLine> strategies,
        ReportMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(positions);
        ArgumentNullException.ThrowIfNull(strategies);
        ArgumentNullException.ThrowIfNull(metrics);
        var ordered = positions.OrderByDescending(p => p.Weight).ThenBy(p => p.Symbol, StringComparer.Ordinal).ToList();
        var record = new ReportRecord(asOf, ordered, strategies, metrics);
        return new ReportDocuments(asOf, ReportJson.Write(record), ReportMarkdown.Write(record),
            HtmlReport.Write(record));
    }
}
