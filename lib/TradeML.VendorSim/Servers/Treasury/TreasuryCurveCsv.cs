using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Treasury;

/// <summary>
/// The curve as CSV, newest day first. The columns differ from year to year; a maturity that was not published is
/// blank, or N/A in its first year.
/// </summary>
internal sealed class TreasuryCurveCsv(ServerContext context)
{
    public void Answer(VendorRequest request, Reply reply, string period)
    {
        var curve = context.Macro.Curve;
        if (request.Query("type") != "daily_treasury_yield_curve"
            || TreasuryPeriod.Read(period, curve, request.Now.UtcDateTime) is not { } found)
        {
            TreasuryServer.Html(reply, 404, "Page not found");
            return;
        }

        var tenors = found.Tenors().ToList();
        var text = new StringBuilder("Date");
        foreach (var tenor in tenors) text.Append(",\"").Append(YieldTenor.All[tenor].Label).Append('"');
        text.Append('\n');
        foreach (var day in found.Days.Reverse())
        {
            text.Append(curve.Days[day].ToString("MM/dd/yyyy", CultureInfo.InvariantCulture));
            foreach (var tenor in tenors)
            {
                var value = curve.Value(day, tenor, request.Now.UtcDateTime);
                text.Append(',')
                    .Append(
                        double.IsNaN(value)
                            ? Missing(tenor, found.Year)
                            : value.ToString("F2", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        reply.Text(200, "text/csv; charset=UTF-8", text.ToString());
        reply.Rows = found.Days.Count;
        reply.Headers.Add(("X-Drupal-Cache", "MISS"));
    }

    private static string Missing(int tenor, int year) => YieldTenor.All[tenor].First.Year == year ? "N/A" : "";
}
