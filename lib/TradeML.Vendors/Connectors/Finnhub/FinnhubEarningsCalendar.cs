using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>
/// The earnings calendar of all companies from <c>/calendar/earnings</c>, a week a question. The vendor overwrites
/// dates, estimates and actuals in place: each version is known from its <c>ingested_at</c> on.
/// </summary>
/// <param name="settings">Address.</param>
internal sealed class FinnhubEarningsCalendar(VendorSettings settings) : IPagedSource
{
    private const int Days = 7; // the vendor cuts answers near 1,500 rows

    private static readonly HashSet<string> Known =
        ["date", "epsActual", "epsEstimate", "hour", "quarter", "revenueActual", "revenueEstimate", "symbol", "year"];

    /// <inheritdoc/>
    public string Vendor => FinnhubVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "earnings_calendar";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public ReplyRules Rules => FinnhubReplies.Rules;

    /// <inheritdoc/>
    public int Questions(PageWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return (window.End.DayNumber - window.Start.DayNumber + Days - 1) / Days;
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var start = window.Start.AddDays(question * Days);
        var last = start.AddDays(Days) < window.End ? start.AddDays(Days - 1) : window.End.AddDays(-1);
        return settings.At($"/calendar/earnings?from={start:yyyy-MM-dd}&to={last:yyyy-MM-dd}");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("earningsCalendar", mayBeAbsent: false))
        {
            sink.UnknownField(item.Unknown(Known));
            sink.Set("symbol", item.Text("symbol")).Set("report_date", item.Day("date")).Set("hour", item.Text("hour"))
                .Set("fiscal_year", item.Whole("year")).Set("fiscal_quarter", item.Whole("quarter"))
                .Set("eps_actual", item.Number("epsActual")).Set("eps_estimate", item.Number("epsEstimate"))
                .Set("revenue_actual", item.Number("revenueActual"))
                .Set("revenue_estimate", item.Number("revenueEstimate"))
                .Add(item.Text("symbol"), item.Day("date"), item.Raw);
        }

        return null;
    }
}
