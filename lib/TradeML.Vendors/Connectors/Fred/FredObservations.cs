using System.Collections.Frozen;
using System.Globalization;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>
/// Every value of a macro series with its real-time period, from <c>/fred/series/observations</c> with
/// <c>output_type=1</c>. The question always names <c>realtime_start</c> and <c>realtime_end</c>; a parameter for
/// single vintages is never sent, because it is answered with revised values.
/// </summary>
/// <param name="settings">Address and limits.</param>
internal sealed class FredObservations(VendorSettings settings) : IPagedSource
{
    private const int VintageDayLimit = 10_000;

    private static readonly FrozenSet<string> Known = ((string[])["realtime_start", "realtime_end", "date", "value"])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> KnownAround = ((string[])
    [
        "realtime_start", "realtime_end", "observation_start", "observation_end", "units", "output_type", "file_type",
        "order_by", "sort_order", "count", "offset",
        "limit", "observations", "vintage_dates",
    ]).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => FredVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "macros_fred";

    /// <inheritdoc/>
    public string ApiVersion => "1";

    /// <inheritdoc/>
    public ReplyRules Rules => FredReplies.Rules;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var at = FredCursor.Parse(cursor);
        var (from, to) = at.RealTime;
        var series = Uri.EscapeDataString(window.Symbol);
        return settings.At(at.Step == "days"
            ? string.Create(CultureInfo.InvariantCulture,
                $"/fred/series/vintagedates?series_id={series}&realtime_start={from:yyyy-MM-dd}"
                    + $"&realtime_end={to:yyyy-MM-dd}&limit={VintageDayLimit}&offset={at.Offset}"
                    + $"&sort_order=asc&file_type=json")
            : string.Create(CultureInfo.InvariantCulture,
                $"/fred/series/observations?series_id={series}&realtime_start={from:yyyy-MM-dd}"
                    + $"&realtime_end={to:yyyy-MM-dd}&observation_start={window.Start:yyyy-MM-dd}"
                    + $"&observation_end={window.End.AddDays(-1):yyyy-MM-dd}"
                    + $"&output_type=1&sort_order=asc&limit={settings.PageLimit}&offset={at.Offset}&file_type=json"));
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var at = FredCursor.Parse(page.Cursor);
        if (body.IsEmpty) return AfterTooManyVintages(at, page.Window.Symbol);
        using var json = new JsonPage(Vendor, body);
        sink.UnknownField(json.Root.Unknown(KnownAround));
        if (at.Step == "days") return AfterDays(json, at, page.Window.Symbol);
        var rows = 0;
        foreach (var item in json.Items("observations", mayBeAbsent: false))
        {
            Add(item, page.Window.Symbol, sink);
            rows++;
        }

        if (Next(json, at, rows) is { } next) return (at with { Offset = next }).ToString();
        return at.Step == "block" && at.Block + 1 < at.Starts.Count
            ? (at with { Block = at.Block + 1, Offset = 0 }).ToString()
            : null;
    }

    private static void Add(JsonItem item, string series, RowSink sink)
    {
        sink.UnknownField(item.Unknown(Known));
        DateOnly? first = item.Day("realtime_start"), last = item.Day("realtime_end"), date = item.Day("date");
        if (first is null || last is null || last < first)
            sink.Spoil("the real-time period is missing or ends before it begins");
        sink.Set("series_id", series).Set("observation_date", date).Set("vintage_date", first)
            .Set("vintage_end", last == FredCursor.LastDay ? null : last)
            .Set("value", ItemNumber.Read(item, "value", sink))
            .Add(series, date, item.Raw);
    }

    private static string AfterTooManyVintages(FredCursor at, string series) => at.Step == "all"
        ? new FredCursor("days", 0, 0, []).ToString()
        : throw VendorFaultException.Wrap(
            VendorFault.Refused, $"fred refuses to show {series} even by blocks of vintages.",
            "/fred/series/observations", "The vendor has lowered its limit of vintages; report it.");

    // Every MaxVintages-th day of the whole list begins a block; the list itself may have several pages.
    private string? AfterDays(JsonPage json, FredCursor at, string series)
    {
        if (!json.Root.Element.TryGetProperty("vintage_dates", out var list)
            || list.ValueKind != System.Text.Json.JsonValueKind.Array) throw json.Not("vintage_dates");
        var starts = at.Starts.ToList();
        var n = at.Offset;
        foreach (var day in list.EnumerateArray())
            if (n++ % settings.MaxVintages == 0)
                starts.Add(
                    DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture,
                        DateTimeStyles.None, out var start)
                        ? start
                        : throw json.Not("vintage_dates"));
        if (Next(json, at, (int)(n - at.Offset)) is { } next)
            return (at with { Offset = next, Starts = starts }).ToString();
        return starts.Count > 0
            ? new FredCursor("block", 0, 0, starts).ToString()
            : throw json.Not($"a vintage of {series}");
    }

    private static long? Next(JsonPage json, FredCursor at, int rows)
    {
        var count = json.Root.Whole("count") ?? throw json.Not("a count");
        var next = at.Offset + rows;
        if (next >= count) return null;
        return rows > 0 ? next : throw json.Not($"rows beyond {at.Offset}, although it counts {count}");
    }
}
