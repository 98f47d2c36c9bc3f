using System.Collections.Frozen;
using System.Globalization;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// The list of delisted companies, newest first, 100 a page. Dates may lie in the future; small plans show the first
/// page only.
/// </summary>
/// <param name="settings">Address and limits.</param>
internal sealed class FmpDelistings(VendorSettings settings) : IPagedSource
{
    private static readonly FrozenSet<string> Known = ((string[])["symbol", "companyName", "exchange", "ipoDate",
        "delistedDate"]).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => FmpVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "delistings";

    /// <inheritdoc/>
    public string ApiVersion => "stable";

    /// <inheritdoc/>
    public ReplyRules Rules => FmpReplies.OfPages;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor) =>
        settings.At(
            string.Create(CultureInfo.InvariantCulture,
                $"/stable/delisted-companies?page={cursor ?? "0"}&limit={settings.PageLimit}"));

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var number = page.Cursor is null ? 0 : int.Parse(page.Cursor, CultureInfo.InvariantCulture);
        if (body.IsEmpty)
        {
            if (number == 0) throw VendorFaultException.Wrap(
                VendorFault.NotEntitled, "fmp refuses the list of delisted companies.", null,
                "Take a plan of fmp that has it, or another vendor in configs/endpoints.yml.");
            sink.Quarantine("the plan shows only the newest delistings; older ones are missing", null, null,
                $"page {number}");
            return null;
        }

        using var json = new JsonPage(Vendor, body);
        var rows = 0;
        foreach (var item in json.Items("delisted companies"))
        {
            rows++;
            sink.UnknownField(item.Unknown(Known));
            sink.Set("symbol", ClassShares.WithDot(item.Text("symbol"))).Set("name", item.Text("companyName"))
                .Set("exchange", item.Text("exchange"))
                .Set("ipo_date", item.Day("ipoDate")).Set("delist_date", item.Day("delistedDate"))
                .Add(null, item.Day("delistedDate"), item.Raw);
        }

        return rows >= settings.PageLimit ? (number + 1).ToString(CultureInfo.InvariantCulture) : null;
    }
}
