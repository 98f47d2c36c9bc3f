namespace TradeML.Ops.Reports;

/// <summary>One daily report in its three forms; the same inputs give the same bytes.</summary>
/// <param name="AsOf">The trading day reported.</param>
/// <param name="Json">The record itself (SSOT §4.9).</param>
/// <param name="Markdown">A view of the JSON; it holds no figure that the JSON lacks.</param>
/// <param name="Html">One page that needs nothing else: it opens offline, without scripts.</param>
public sealed record ReportDocuments(DateOnly AsOf, string Json, string Markdown, string Html);
