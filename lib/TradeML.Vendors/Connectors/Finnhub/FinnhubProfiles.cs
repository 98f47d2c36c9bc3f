using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>
/// A company's profile as it stands now, from <c>/stock/profile2</c>; <c>{}</c> means that the vendor knows none. Its
/// millions become units.
/// </summary>
/// <param name="settings">Address.</param>
internal sealed class FinnhubProfiles(VendorSettings settings) : IPagedSource
{
    private static readonly HashSet<string> Known =
    [
        "country", "currency", "exchange", "name", "ticker", "logo", "phone", "weburl", "finnhubIndustry", "ipo",
        "marketCapitalization", "shareOutstanding",
        "estimateCurrency",
    ];

    /// <inheritdoc/>
    public string Vendor => FinnhubVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "company_profile";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public ReplyRules Rules => FinnhubReplies.Rules;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At($"/stock/profile2?symbol={Uri.EscapeDataString(window.Symbol)}");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        var item = json.Root;
        if (!item.Fields().Any()) return null;
        if (!item.Has("name") && !item.Has("ticker")) throw json.Not("a profile");
        sink.UnknownField(item.Unknown(Known));
        sink.Set("symbol", page.Window.Symbol).Set("name", item.Text("name")).Set("country", item.Text("country"))
            .Set("currency", item.Text("currency"))
            .Set("exchange", item.Text("exchange")).Set("industry", item.Text("finnhubIndustry"))
            .Set("ipo_date", item.Day("ipo"))
            .Set("market_cap", item.Number("marketCapitalization") * 1e6)
            .Set("shares_outstanding", item.Number("shareOutstanding") * 1e6)
            .Add(page.Window.Symbol, null, item.Raw);
        return null;
    }
}
