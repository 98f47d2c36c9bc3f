using System.Text;
using static TradeML.Ops.Reports.Html.HtmlText;

namespace TradeML.Ops.Reports.Html;

/// <summary>The page's data half: completeness by table and year, and survivorship.</summary>
internal static class HtmlHealth
{
    internal static void Write(StringBuilder page, DataHealth health)
    {
        HtmlReport.Open(page, "Data health",
            "Partitions are symbol × session of the listing. Green: complete and checked; amber: present with a "
                + "reservation; red: missing.");
        HtmlReport.Table(page, ["table", "#expected", "#green", "#amber", "#red", "#green share", "#needed"],
            health.Tables.Select(t => new[]
        {
            $"<code>{Encode(t.Table)}</code>", NumberText.Count(t.Expected), NumberText.Count(t.Green),
            NumberText.Count(t.Amber), NumberText.Count(t.Red),
            $"<b>{Share(t.GreenShare)}</b>", Percent(t.Threshold, 1),
        }));
        if (health.Years.Count > 0) Strip(page, health.Years);
        HtmlReport.Close(page);

        var s = health.Survivorship;
        HtmlReport.Open(page, "Survivorship", null, "survivorship");
        page.Append(
            $"<p>Share of point-in-time members covered: "
                + $"<b>{(double.IsNaN(s.Share) ? "unknown" : Percent(s.Share, 1))}</b>. ")
            .Append($"{s.Delisted} of {s.Symbols} symbols stopped trading. {Encode(s.Note)}</p>\n")
            .Append($"<p>Dead names: <b>{s.Tripwire.Word}</b>. {Encode(s.Tripwire.Sentence)}</p>\n");
        HtmlReport.Close(page);
    }

    private static void Strip(StringBuilder page, IReadOnlyList<YearHealth> cells)
    {
        var years = cells.Select(c => c.Year).Distinct().Order().ToList();
        page.Append(
            "<p class=\"lead\" style=\"margin:14px 0 4px\">Green share by year, in percent.</p>\n<div "
                + "class=\"scroll\"><table class=\"heat\">\n<tr><th></th>")
            .AppendJoin("", years.Select(y => $"<th>{y}</th>")).Append("</tr>\n");
        foreach (var table in cells.GroupBy(c => c.Table))
        {
            page.Append($"<tr><th><code>{Encode(table.Key)}</code></th>");
            foreach (var year in years)
            {
                var cell = table.FirstOrDefault(c => c.Year == year);
                if (cell is null || cell.Expected == 0) page.Append("<td class=\"h0\">–</td>");
                else
                    page.Append(
                        $"<td class=\"{Shade(cell.GreenShare)}\" title=\"{year}: {NumberText.Count(cell.Expected)} "
                            + $"expected, {Share(cell.GreenShare)} green, "
                        + $"{Share(cell.AmberShare)} amber, {Share(cell.RedShare)} "
                        + $"red\">{Share(cell.GreenShare)[..^2]}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    /// <summary>A share in percent that reads 100 only when nothing is missing.</summary>
    private static string Share(double share) =>
        share is >= 1 or <= 0
            ? Percent(share, 0)
            : double.IsNaN(share)
                ? NumberText.Unknown
                : Percent(Math.Clamp(share, 0.0001, 0.9999), share > 0.99 ? 2 : 1);

    private static string Shade(double green) =>
        green >= 0.999 ? "h5" : green >= 0.98 ? "h4" : green >= 0.9 ? "h3" : green >= 0.5 ? "h2" : "h1";
}
