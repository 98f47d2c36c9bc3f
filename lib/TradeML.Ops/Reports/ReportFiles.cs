namespace TradeML.Ops.Reports;

/// <summary>Where a report lies.</summary>
/// <param name="Folder"><c>reports/YYYY-MM-DD</c>, relative to the lake.</param>
/// <param name="Json">Full path of <c>report.json</c>.</param>
/// <param name="Markdown">Full path of <c>report.md</c>.</param>
/// <param name="Html">Full path of <c>report.html</c>.</param>
public sealed record ReportFiles(string Folder, string Json, string Markdown, string Html);
