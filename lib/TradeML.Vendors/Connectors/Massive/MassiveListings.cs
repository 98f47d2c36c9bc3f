using System.Globalization;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>
/// The vendor's list of US stocks, active and delisted, from <c>/v3/reference/tickers</c>: one snapshot a task, two
/// questions.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="calendar">Listing exchange, for the local day of a delisting.</param>
internal sealed class MassiveListings(VendorSettings settings, ExchangeCalendar calendar) : IPagedSource
{
    private static readonly HashSet<string> Known =
    [
        "active", "cik", "composite_figi", "share_class_figi", "currency_name", "currency_symbol", "base_currency_name",
        "base_currency_symbol", "delisted_utc",
        "last_updated_utc", "locale", "market", "name", "primary_exchange", "ticker", "type",
    ];

    /// <inheritdoc/>
    public string Vendor => MassiveVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "listings";

    /// <inheritdoc/>
    public string ApiVersion => "v3";

    /// <inheritdoc/>
    public ReplyRules Rules => MassivePages.Rules;

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <inheritdoc/>
    public int Questions(PageWindow window) => 2;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor) => MassivePages.Address(
        settings,
        $"/v3/reference/tickers?market=stocks&active={(question == 0 ? "true" : "false")}"
            + $"&sort=ticker&order=asc&limit={Math.Min(settings.PageLimit, 1000)}", cursor);

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in MassivePages.Results(json)) Add(item, page.Question == 0, sink);
        return json.Root.Text("next_url");
    }

    private void Add(JsonItem item, bool active, RowSink sink)
    {
        sink.UnknownField(item.Unknown(Known));
        var delisted = active ? null : DelistDay(item);
        var figi = item.Text("composite_figi") ?? item.Text("share_class_figi") ?? item.Text("cik") ?? "";
        var id = item.Text("ticker") is { } ticker
            ? string.Create(CultureInfo.InvariantCulture,
                $"{figi}:{ticker}{(delisted is { } day ? $":{day:yyyy-MM-dd}" : "")}")
            : null;
        sink.Set("vendor_id", id).Set("symbol", item.Text("ticker")).Set("name", item.Text("name"))
            .Set("exchange", item.Text("primary_exchange"))
            .Set("asset_class", item.Text("type")).Set("status", active ? "active" : "inactive").Set("tradable", active)
            .Set("delist_date", delisted)
            .Add(null, null, item.Raw);
    }

    // The vendor writes a day as its midnight, some in UTC and some in New York.
    private DateOnly? DelistDay(JsonItem item) => item.Instant("delisted_utc") is not { } instant ? null
        : instant.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(instant) : calendar.TradingDayOf(instant);
}
