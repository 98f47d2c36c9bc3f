using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Options;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>
/// An underlier's option chain as it stands now, from <c>/v3/snapshot/options/{underlier}</c>. The vendor has no chain
/// of the past: a session that was missed is answered completely and with nothing.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="calendar">Listing exchange.</param>
internal sealed class MassiveOptionChains(VendorSettings settings, ExchangeCalendar calendar) : IPagedSource
{
    private static readonly HashSet<string> Known =
    [
        "break_even_price", "day", "details", "greeks", "implied_volatility", "last_quote", "last_trade",
        "open_interest", "underlying_asset", "fmv",
    ];

    /// <inheritdoc/>
    public string Vendor => MassiveVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "options_chain";

    /// <inheritdoc/>
    public string ApiVersion => "v3";

    /// <inheritdoc/>
    public ReplyRules Rules => MassivePages.NoneRules;

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <inheritdoc/>
    public int Questions(PageWindow window) => ChainDay.Questions(calendar, window);

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return MassivePages.Address(
            settings,
            $"/v3/snapshot/options/{Uri.EscapeDataString(window.Symbol)}?limit={Math.Min(settings.PageLimit, 250)}"
                + $"&sort=ticker&order=asc", cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (body.IsEmpty) return null;
        using var json = new JsonPage(Vendor, body);
        var day = ChainDay.Of(calendar, page.Window.Now)!.Value;
        foreach (var item in MassivePages.Results(json))
        {
            sink.UnknownField(item.Unknown(Known));
            if (OccSymbol.Parse(item.Item("details")?.Text("ticker")) is not { } contract)
                sink.Quarantine("the contract's name can't be read", page.Window.Symbol, day, item.Raw);
            else QuoteOf(contract, item).AddTo(sink, page.Window.Symbol, day, item.Raw);
        }

        return json.Root.Text("next_url");
    }

    private static ChainQuote QuoteOf(OccSymbol contract, JsonItem item)
    {
        double Number(string group, string name) => item.Item(group)?.Number(name) ?? double.NaN;
        return new ChainQuote
        {
            Contract = contract,
            Bid = Number("last_quote", "bid"),
            Ask = Number("last_quote", "ask"),
            BidSize = Number("last_quote", "bid_size"),
            AskSize = Number("last_quote", "ask_size"),
            Last = Number("last_trade", "price") is var traded && !double.IsNaN(traded)
                ? traded
                : Number("day", "close"),
            Volume = Number("day", "volume"),
            OpenInterest = item.Number("open_interest"),
            ImpliedVolatility = item.Number("implied_volatility"),
            Greeks = item.Item("greeks"),
            QuoteAt = item.Item("last_quote")?.Whole("last_updated") is > 0 and var nanoseconds
                ? DateTime.UnixEpoch.AddTicks(nanoseconds / 100)
                : null,
        };
    }
}
