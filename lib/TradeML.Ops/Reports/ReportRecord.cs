namespace TradeML.Ops.Reports;

/// <summary>The whole of one report: what the JSON holds and the views render.</summary>
internal sealed record ReportRecord(
    DateOnly AsOf, IReadOnlyList<ReportPosition> Positions, IReadOnlyList<StrategyLine> Strategies,
    ReportMetrics Metrics);
