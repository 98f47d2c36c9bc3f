using System.Collections.Frozen;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>
/// Splits and cash dividends of one symbol: two functions that always answer with the whole history; the window keeps
/// what lies in it by ex-date.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="time">Clock.</param>
internal sealed class AlphaVantageCorporateActions(VendorSettings settings, TimeProvider time) : IPagedSource
{
    private static readonly string[] Functions = ["SPLITS", "DIVIDENDS"];

    private static readonly FrozenSet<string> Known = ((string[])
        ["effective_date", "split_factor", "ex_dividend_date", "declaration_date", "record_date", "payment_date",
            "amount"]).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => AlphaVantageVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "corp_actions";

    /// <inheritdoc/>
    public string ApiVersion => "query";

    /// <inheritdoc/>
    public ReplyRules Rules { get; } = AlphaVantageReplies.Json(time);

    /// <inheritdoc/>
    public int Questions(PageWindow window) => Functions.Length;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At(
            $"/query?function={Functions[question]}&symbol={Uri.EscapeDataString(window.Symbol)}&datatype=json");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("data", mayBeAbsent: false))
        {
            sink.UnknownField(item.Unknown(Known));
            if (page.Question == 0) AddSplit(item, page.Window.Symbol, sink);
            else AddDividend(item, page.Window.Symbol, sink);
        }

        return null;
    }

    private static void AddSplit(JsonItem item, string symbol, RowSink sink)
    {
        var day = item.Day("effective_date");
        var factor = ItemNumber.Read(item, "split_factor", sink);
        if (!(factor > 0)) sink.Spoil("the split factor is missing or not above 0");
        sink.Set("symbol", symbol).Set("event_type", "SPLIT").Set("ex_date", day).Set("ratio", factor)
            .Set("vendor_id", $"split {day:yyyy-MM-dd}").Add(symbol, day, item.Raw);
    }

    private static void AddDividend(JsonItem item, string symbol, RowSink sink)
    {
        var day = item.Day("ex_dividend_date");
        var amount = ItemNumber.Read(item, "amount", sink);
        if (!(amount > 0)) sink.Spoil("the amount is missing or not above 0");
        sink.Set("symbol", symbol).Set("event_type", "DIVIDEND").Set("ex_date", day)
            .Set("record_date", item.Day("record_date")).Set("pay_date", item.Day("payment_date"))
            .Set("amount", amount).Set("vendor_id", $"dividend {day:yyyy-MM-dd}").Add(symbol, day, item.Raw);
    }
}
