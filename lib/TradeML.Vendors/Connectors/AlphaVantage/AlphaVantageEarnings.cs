using System.Collections.Frozen;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>
/// Quarterly earnings reports of one symbol; the annual sums beside them are left out. Rows are overwritten in place,
/// so each version counts from its fetch.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="time">Clock.</param>
internal sealed class AlphaVantageEarnings(VendorSettings settings, TimeProvider time) : IPagedSource
{
    private static readonly FrozenSet<string> Known = ((string[])
        ["fiscalDateEnding", "reportedDate", "reportedEPS", "estimatedEPS", "surprise", "surprisePercentage",
            "reportTime"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownAround = ((string[])["symbol", "annualEarnings",
        "quarterlyEarnings"]).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => AlphaVantageVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "earnings";

    /// <inheritdoc/>
    public string ApiVersion => "query";

    /// <inheritdoc/>
    public ReplyRules Rules { get; } = AlphaVantageReplies.Json(time);

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At($"/query?function=EARNINGS&symbol={Uri.EscapeDataString(window.Symbol)}");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        sink.UnknownField(json.Root.Unknown(KnownAround));
        var symbol = page.Window.Symbol;
        foreach (var item in json.Items("quarterlyEarnings", mayBeAbsent: false))
        {
            sink.UnknownField(item.Unknown(Known));
            var hour = item.Text("reportTime") switch { "pre-market" => "bmo", "post-market" => "amc", _ => null };
            sink.Set("symbol", symbol).Set("fiscal_end", item.Day("fiscalDateEnding"))
                .Set("report_date", item.Day("reportedDate")).Set("hour", hour)
                .Set("eps_actual", ItemNumber.Read(item, "reportedEPS", sink))
                .Set("eps_estimate", ItemNumber.Read(item, "estimatedEPS", sink))
                .Add(symbol, item.Day("reportedDate"), item.Raw);
        }

        return null;
    }
}
