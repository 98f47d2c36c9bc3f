using System.Text;
using TradeML.Lake;

namespace TradeML.Ops.Reports;

/// <summary>Keeps reports in the lake: <c>reports/YYYY-MM-DD/report.{json,md,html}</c>.</summary>
internal static class ReportStore
{
    /// <summary>
    /// Writes the three forms, each replacing an older one at once; the JSON, which the others follow, first.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="report">The report.</param>
    /// <param name="ct">Stops between two files.</param>
    public static async Task<ReportFiles> WriteAsync(
        DataLake lake, ReportDocuments report, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(report);
        var folder = $"reports/{report.AsOf:yyyy-MM-dd}";
        (string Name, string Text)[] files = [("report.json", report.Json), ("report.md", report.Markdown),
            ("report.html", report.Html)];
        foreach (var (name, text) in files)
            await lake.Writer.WriteBlobAsync($"{folder}/{name}", Encoding.UTF8.GetBytes(text), ct)
                .ConfigureAwait(false);
        var full = files.Select(f => Path.Combine(lake.Root, folder, f.Name)).ToList();
        return new ReportFiles(folder, full[0], full[1], full[2]);
    }
}
