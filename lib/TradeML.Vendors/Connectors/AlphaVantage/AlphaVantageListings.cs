using System.Collections.Frozen;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>
/// The list of US listings, first the active ones and then the delisted with their dates, as CSV. Tickers are used
/// again, so a listing is known by its ticker and its dates.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="time">Clock.</param>
internal sealed class AlphaVantageListings(VendorSettings settings, TimeProvider time) : IPagedSource
{
    private static readonly string[] States = ["active", "delisted"];

    private static readonly FrozenSet<string> Known =
        ((string[])["symbol", "name", "exchange", "assetType", "ipoDate", "delistingDate", "status"])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Vendor => AlphaVantageVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "listings";

    /// <inheritdoc/>
    public string ApiVersion => "query";

    /// <inheritdoc/>
    public ReplyRules Rules { get; } = AlphaVantageReplies.Csv(time);

    /// <inheritdoc/>
    public int Questions(PageWindow window) => States.Length;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor) =>
        settings.At($"/query?function=LISTING_STATUS&state={States[question]}");

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (body.IsEmpty) return null;
        var csv = new CsvPage(Vendor, body, "symbol", "ipoDate", "delistingDate", "status");
        sink.UnknownField(csv.Columns.Count(c => !Known.Contains(c)));
        foreach (var row in csv.Rows)
        {
            var symbol = row.Text("symbol")?.Replace('-', '.');
            DateOnly? ipo = row.Day("ipoDate"), delisted = row.Day("delistingDate");
            var status = row.Text("status") switch
            {
                "Active" => "active",
                "Delisted" => "inactive",
                var other => other
            };
            if (symbol is null) sink.Spoil("the symbol is missing");
            if (row.Text("delistingDate") is not null && delisted is null) sink.Spoil("delistingDate is no day");
            sink.Set("vendor_id", symbol is null ? null : $"{symbol}|{ipo:yyyy-MM-dd}|{delisted:yyyy-MM-dd}")
                .Set("symbol", symbol).Set("name", row.Text("name"))
                .Set("exchange", row.Text("exchange")).Set("asset_class", row.Text("assetType")).Set("status", status)
                .Set("tradable", status == "active")
                .Set("ipo_date", ipo).Set("delist_date", delisted).Add(null, null, row.Raw);
        }

        return null;
    }
}
