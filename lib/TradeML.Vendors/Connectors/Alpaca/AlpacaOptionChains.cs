using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Options;
using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>
/// An underlier's option chain as it stands now, from <c>/v1beta1/options/snapshots/{underlier}</c>. The vendor has no
/// chain of the past: a session that was missed is answered completely and with nothing. The feed is part of the
/// source's name, <c>alpaca_indicative</c> or <c>alpaca_opra</c>.
/// </summary>
/// <param name="settings">Addresses and feed.</param>
/// <param name="calendar">Listing exchange.</param>
internal sealed class AlpacaOptionChains(VendorSettings settings, ExchangeCalendar calendar) : IPagedSource
{
    private static readonly HashSet<string> Known =
        ["latestTrade", "latestQuote", "greeks", "impliedVolatility", "minuteBar", "dailyBar", "prevDailyBar"];

    /// <inheritdoc/>
    public string Vendor => AlpacaVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "options_chain";

    /// <inheritdoc/>
    public string SourceName => $"{AlpacaVendor.Name}_{settings.Feed("options_chain")}";

    /// <inheritdoc/>
    public string ApiVersion => "v1beta1";

    /// <inheritdoc/>
    public int Questions(PageWindow window) => ChainDay.Questions(calendar, window);

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return AlpacaPages.Address(
            settings.Url, $"/v1beta1/options/snapshots/{Uri.EscapeDataString(window.Symbol)}",
            $"feed={settings.Feed("options_chain")}&limit={Math.Min(settings.PageLimit, 1000)}", cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        if (json.Root.Text("next_page_token") is null && json.Root.Item("snapshots") is null
            && !json.Root.Has("snapshots")) throw json.Not("snapshots");
        var day = ChainDay.Of(calendar, page.Window.Now)!.Value;
        foreach (var (name, item) in json.Root.Item("snapshots")?.Fields() ?? [])
        {
            if (OccSymbol.Parse(name) is not { } contract)
                sink.Quarantine("the contract's name can't be read", page.Window.Symbol, day, $"\"{name}\":{item.Raw}");
            else Add(sink, page.Window.Symbol, day, contract, item);
        }

        return json.Root.Text("next_page_token");
    }

    private static void Add(RowSink sink, string underlier, DateOnly day, OccSymbol contract, JsonItem item)
    {
        sink.UnknownField(item.Unknown(Known));
        var quote = item.Item("latestQuote");
        var trade = item.Item("latestTrade");
        var bar = item.Item("dailyBar");
        new ChainQuote
        {
            Contract = contract,
            Bid = quote?.Number("bp") ?? double.NaN,
            Ask = quote?.Number("ap") ?? double.NaN,
            BidSize = quote?.Number("bs") ?? double.NaN,
            AskSize = quote?.Number("as") ?? double.NaN,
            Last = trade?.Number("p") ?? double.NaN,
            Volume = bar?.Number("v") ?? double.NaN,
            ImpliedVolatility = item.Number("impliedVolatility"),
            Greeks = item.Item("greeks"),
            QuoteAt = quote?.Instant("t"),
        }.AddTo(sink, underlier, day, item.Raw);
    }
}
