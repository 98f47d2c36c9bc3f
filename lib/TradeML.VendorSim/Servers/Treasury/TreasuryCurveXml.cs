using System.Globalization;
using System.Text;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Treasury;

/// <summary>
/// The curve of a year or month as an Atom feed, oldest day first; a maturity that was not published has no element.
/// </summary>
internal sealed class TreasuryCurveXml(ServerContext context)
{
    private const string Head = """
        <?xml version="1.0" encoding="utf-8" standalone="yes" ?>
        <feed xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
          xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"
          xmlns="http://www.w3.org/2005/Atom">
        <title type="text">DailyTreasuryYieldCurveRateData</title>

        """;

    public void Answer(VendorRequest request, Reply reply)
    {
        var curve = context.Macro.Curve;
        var period = request.Query("field_tdr_date_value") ?? request.Query("field_tdr_date_value_month");
        if (request.Query("data") != "daily_treasury_yield_curve"
            || TreasuryPeriod.Read(period, curve, request.Now.UtcDateTime) is not { } found)
        {
            TreasuryServer.Html(reply, 404, "Page not found");
            return;
        }

        var text = new StringBuilder(Head);
        foreach (var day in found.Days)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"<entry><content type=\"application/xml\"><m:properties><d:NEW_DATE "
                    + $"m:type=\"Edm.DateTime\">{curve.Days[day]:yyyy-MM-dd}T00:00:00</d:NEW_DATE>");
            foreach (var tenor in found.Tenors())
            {
                var value = curve.Value(day, tenor, request.Now.UtcDateTime);
                if (!double.IsNaN(value))
                    text.Append(CultureInfo.InvariantCulture,
                        $"<d:{YieldTenor.All[tenor].Element} "
                            + $"m:type=\"Edm.Double\">{value:F2}</d:{YieldTenor.All[tenor].Element}>");
            }

            text.Append("</m:properties></content></entry>\n");
        }

        reply.Text(200, "application/xml", text.Append("</feed>\n").ToString());
        reply.Rows = found.Days.Count;
    }
}
