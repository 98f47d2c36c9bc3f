using System.Collections.Frozen;
using System.Globalization;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// Market capitalisations by day. An answer holds the newest 5,000 rows at most, so the window is asked for in slices.
/// </summary>
/// <param name="settings">Address and limits.</param>
internal sealed class FmpMarketCap(VendorSettings settings) : IPagedSource
{
    private static readonly FrozenSet<string> Known = ((string[])["symbol", "date", "marketCap"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => FmpVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "market_cap";

    /// <inheritdoc/>
    public string ApiVersion => "stable";

    /// <inheritdoc/>
    public ReplyRules Rules => FmpReplies.Rules;

    /// <inheritdoc/>
    public int Questions(PageWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Math.Max(0,
            (LastDay(window).DayNumber - window.Start.DayNumber + settings.WindowDays) / settings.WindowDays);
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var from = window.Start.AddDays(question * settings.WindowDays);
        var to = from.AddDays(settings.WindowDays - 1) is var end && end < LastDay(window) ? end : LastDay(window);
        return settings.At(string.Create(
            CultureInfo.InvariantCulture,
            $"/stable/historical-market-capitalization?symbol={ClassShares.WithDash(window.Symbol)}"
                + $"&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&limit=5000"));
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("market capitalisations"))
        {
            sink.UnknownField(item.Unknown(Known));
            var symbol = page.Window.Symbol;
            if (ClassShares.WithDot(item.Text("symbol")) != symbol) sink.Spoil("the row is another symbol's");
            var value = ItemNumber.Read(item, "marketCap", sink);
            sink.Set("date", item.Day("date")).Set("symbol", symbol).Set("market_cap", value == 0 ? double.NaN : value)
                .Add(symbol, item.Day("date"), item.Raw);
        }

        return null;
    }

    private static DateOnly LastDay(PageWindow window) =>
        window.End.AddDays(-1) < window.Today ? window.End.AddDays(-1) : window.Today;
}
