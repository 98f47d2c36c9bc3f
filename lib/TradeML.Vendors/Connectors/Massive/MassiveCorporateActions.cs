using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>
/// Splits (<c>/stocks/v1/splits</c>) and cash dividends (<c>/stocks/v1/dividends</c>) of a ticker by ex-date; two
/// questions a task.
/// </summary>
/// <param name="settings">Address.</param>
internal sealed class MassiveCorporateActions(VendorSettings settings) : IPagedSource
{
    private static readonly HashSet<string> SplitFields =
        ["id", "ticker", "execution_date", "split_from", "split_to", "adjustment_type", "historical_adjustment_factor"];

    private static readonly HashSet<string> DividendFields =
    [
        "id", "ticker", "cash_amount", "currency", "declaration_date", "ex_dividend_date", "record_date", "pay_date",
        "distribution_type", "frequency",
        "split_adjusted_cash_amount", "historical_adjustment_factor",
    ];

    /// <inheritdoc/>
    public string Vendor => MassiveVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "corp_actions";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public ReplyRules Rules => MassivePages.Rules;

    /// <inheritdoc/>
    public bool AsksExactly => true;

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <inheritdoc/>
    public int Questions(PageWindow window) => 2;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var (path, date) = question == 0 ? ("splits", "execution_date") : ("dividends", "ex_dividend_date");
        return MassivePages.Address(
            settings,
            $"/stocks/v1/{path}?ticker={Uri.EscapeDataString(window.Symbol)}&{date}.gte={window.Start:yyyy-MM-dd}"
                + $"&{date}.lt={window.End:yyyy-MM-dd}&limit={Math.Min(settings.PageLimit, 5000)}&sort={date}.asc",
            cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in MassivePages.Results(json))
        {
            if (page.Question == 0) AddSplit(item, sink);
            else AddDividend(item, sink);
        }

        return json.Root.Text("next_url");
    }

    private static void AddSplit(JsonItem item, RowSink sink)
    {
        sink.UnknownField(item.Unknown(SplitFields));
        var ratio = item.Number("split_to") / item.Number("split_from");
        if (!(ratio > 0)) sink.Spoil("the ratio is missing or not above 0");
        Add(item,
            sink.Set("event_type", item.Text("adjustment_type") == "stock_dividend" ? "STOCK_DIVIDEND" : "SPLIT")
                .Set("ratio", ratio), item.Day("execution_date"));
    }

    private static void AddDividend(JsonItem item, RowSink sink)
    {
        sink.UnknownField(item.Unknown(DividendFields));
        if (item.Text("currency") is { } currency && currency != "USD")
            sink.Spoil($"the amount is in {currency}, not USD");
        if (!(item.Number("cash_amount") > 0)) sink.Spoil("the amount is missing or not above 0");
        sink.Set("event_type", "DIVIDEND").Set("amount", item.Number("cash_amount"))
            .Set("record_date", item.Day("record_date")).Set("pay_date", item.Day("pay_date"));
        Add(item, sink, item.Day("ex_dividend_date"));
    }

    private static void Add(JsonItem item, RowSink sink, DateOnly? day) =>
        sink.Set("symbol", item.Text("ticker")).Set("ex_date", day)
        .Set("vendor_id", item.Text("id")).Add(item.Text("ticker"), day, item.Raw);
}
