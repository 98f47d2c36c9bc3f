using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Options;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>
/// An underlier's option chain as it stands now, from <c>/stock/option-chain</c>, which the vendor no longer documents:
/// read leniently. Implied volatility comes in percent. There is no chain of the past: a session that was missed is
/// answered completely and with nothing.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="calendar">Listing exchange.</param>
internal sealed class FinnhubOptionChains(VendorSettings settings, ExchangeCalendar calendar) : IPagedSource
{
    private static readonly HashSet<string> Known =
    [
        "contractName", "contractSize", "contractPeriod", "currency", "type", "inTheMoney", "lastTradeDateTime",
        "expirationDate", "strike", "lastPrice", "bid",
        "ask", "change", "changePercent", "volume", "openInterest", "impliedVolatility", "delta", "gamma", "theta",
        "vega", "rho", "theoretical",
        "intrinsicValue", "timeValue", "updatedAt", "daysBeforeExpiration",
    ];

    /// <inheritdoc/>
    public string Vendor => FinnhubVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "options_chain";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public ReplyRules Rules => FinnhubReplies.Rules;

    /// <inheritdoc/>
    public int Questions(PageWindow window) => ChainDay.Questions(calendar, window);

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At($"/stock/option-chain?symbol={Uri.EscapeDataString(window.Symbol)}");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        var day = ChainDay.Of(calendar, page.Window.Now)!.Value;
        if (!json.Root.Fields().Any()) return null;
        foreach (var expiry in json.Items("data", mayBeAbsent: json.Root.Has("code")))
        {
            foreach (var (side, letter) in ((string, char)[])[("CALL", 'C'), ("PUT", 'P')])
                foreach (var item in expiry.Item("options")?.Items(side) ?? [])
                    Add(sink, page.Window.Symbol, day, expiry, letter, item);
        }

        return null;
    }

    private static void Add(RowSink sink, string underlier, DateOnly day, JsonItem expiry, char side, JsonItem item)
    {
        sink.UnknownField(item.Unknown(Known));
        var expires = item.Day("expirationDate") ?? expiry.Day("expirationDate");
        if (expires is null || !(item.Number("strike") > 0))
        {
            sink.Quarantine("the contract's expiry or strike can't be read", underlier, day, item.Raw);
            return;
        }

        var root = OccSymbol.Parse(item.Text("contractName"))?.Root
            ?? underlier.Replace(".", "", StringComparison.Ordinal);
        new ChainQuote
        {
            Contract = new OccSymbol(root, expires.Value, side, item.Number("strike")),
            Bid = item.Number("bid"),
            Ask = item.Number("ask"),
            Last = item.Number("lastPrice"),
            Volume = item.Number("volume"),
            OpenInterest = item.Number("openInterest"),
            ImpliedVolatility = item.Number("impliedVolatility") / 100,
            Greeks = item,
            QuoteAt = item.Instant("updatedAt"),
        }.AddTo(sink, underlier, day, item.Raw);
    }
}
