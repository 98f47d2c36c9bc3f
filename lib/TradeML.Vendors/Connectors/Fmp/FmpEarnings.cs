using System.Collections.Frozen;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// Earnings reports of one symbol, past and announced. The vendor overwrites rows in place, so each version counts from
/// the day it was fetched.
/// </summary>
/// <param name="settings">Address and limits.</param>
internal sealed class FmpEarnings(VendorSettings settings) : IPagedSource
{
    private static readonly FrozenSet<string> Known =
        ((string[])["symbol", "date", "epsActual", "epsEstimated", "revenueActual", "revenueEstimated", "lastUpdated"])
            .ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => FmpVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "earnings";

    /// <inheritdoc/>
    public string ApiVersion => "stable";

    /// <inheritdoc/>
    public ReplyRules Rules => FmpReplies.OfRows;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At(
            $"/stable/earnings?symbol={ClassShares.WithDash(window.Symbol)}&limit={cursor ?? FmpPlan.Rows}");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (body.IsEmpty) return FmpPlan.Smaller(page);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("earnings"))
        {
            sink.UnknownField(item.Unknown(Known));
            var symbol = page.Window.Symbol;
            if (ClassShares.WithDot(item.Text("symbol")) != symbol) sink.Spoil("the report is another symbol's");
            sink.Set("symbol", symbol).Set("report_date", item.Day("date"))
                .Set("eps_actual", ItemNumber.Read(item, "epsActual", sink))
                .Set("eps_estimate", ItemNumber.Read(item, "epsEstimated", sink))
                .Set("revenue_actual", ItemNumber.Read(item, "revenueActual", sink))
                .Set("revenue_estimate", ItemNumber.Read(item, "revenueEstimated", sink))
                .Add(symbol, item.Day("date"), item.Raw);
        }

        return null;
    }
}
