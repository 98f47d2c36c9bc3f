using System.Globalization;
using System.Text.Json;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Bars;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Finnhub;

/// <summary>
/// Candles from <c>/stock/candle</c>, which free plans are refused. Minute candles are as traded. Daily ones are
/// adjusted for splits by the vendor, and no question gets them otherwise: their source is
/// <c>finnhub_split_adjusted</c>, which curation leaves out.
/// </summary>
internal sealed class FinnhubCandles : IPagedSource
{
    private static readonly string[] Arrays = ["t", "o", "h", "l", "c", "v"];
    private static readonly HashSet<string> Known = [.. Arrays, "s"];

    private readonly VendorSettings settings;
    private readonly ExchangeCalendar calendar;
    private readonly bool minutes;
    private readonly SessionStamps stamps;

    private FinnhubCandles(VendorSettings settings, ExchangeCalendar calendar, bool minutes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.calendar = calendar;
        this.minutes = minutes;
        stamps = new SessionStamps(calendar);
    }

    /// <inheritdoc/>
    public string Vendor => FinnhubVendor.Name;

    /// <inheritdoc/>
    public string Dataset => minutes ? "equities_minute" : "equities_eod";

    /// <inheritdoc/>
    public string SourceName => minutes ? FinnhubVendor.Name : "finnhub_split_adjusted";

    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public ReplyRules Rules => FinnhubReplies.Rules;

    /// <inheritdoc/>
    public TimeSpan FinalAfter => settings.FinalAfter;

    /// <inheritdoc/>
    public bool AsksExactly => true;

    /// <summary>Daily candles, adjusted for splits.</summary>
    /// <param name="settings">Address and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static FinnhubCandles Daily(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, calendar, minutes: false);

    /// <summary>Minute candles, as traded.</summary>
    /// <param name="settings">Address and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static FinnhubCandles Minute(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, calendar, minutes: true);

    /// <inheritdoc/>
    public int Questions(PageWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return minutes
            ? (window.End.DayNumber - window.Start.DayNumber + settings.WindowDays - 1) / settings.WindowDays
            : 1;
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var start = window.Start.AddDays(minutes ? question * settings.WindowDays : 0);
        var end = minutes && start.AddDays(settings.WindowDays) < window.End
            ? start.AddDays(settings.WindowDays)
            : window.End;
        var (from, to) = minutes
            ? (Seconds(calendar.MidnightUtc(start)), Seconds(calendar.MidnightUtc(end)))
            : (Seconds(Midnight(start)), Seconds(Midnight(end)));
        return settings.At(string.Create(
            CultureInfo.InvariantCulture,
            $"/stock/candle?symbol={Uri.EscapeDataString(window.Symbol)}&resolution={(minutes ? "1" : "D")}"
                + $"&from={from}&to={to - 1}"));
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        switch (json.Root.Text("s"))
        {
            case "no_data": return null;
            case "ok": break;
            default: throw json.Not("candles");
        }

        sink.UnknownField(json.Root.Unknown(Known));
        var columns = Arrays.Select(a => json.Root.Values(a)).ToArray();
        if (columns.Any(c => c.Count != columns[0].Count)) throw json.Not("candles of one length");
        var writer = new BarWriter(stamps, sink);
        for (var i = 0; i < columns[0].Count; i++) Add(sink, writer, page.Window.Symbol, columns, i);
        return null;
    }

    private void Add(RowSink sink, BarWriter writer, string symbol, IReadOnlyList<JsonElement>[] columns, int row)
    {
        var stamp = columns[0][row].ValueKind == JsonValueKind.Number && columns[0][row].TryGetInt64(out var seconds)
            && Math.Abs(seconds) < 1L << 33
            ? DateTime.UnixEpoch.AddSeconds(seconds) : default;
        double Number(int column) =>
            columns[column][row].ValueKind == JsonValueKind.Number ? columns[column][row].GetDouble() : double.NaN;
        var bar = new VendorBar(stamp, Number(1), Number(2), Number(3), Number(4), Number(5), double.NaN, double.NaN);
        var content = System.Text.Encoding.UTF8.GetBytes(
            $"{{{string.Join(',', Arrays.Select((name, i) => $"\"{name}\":{columns[i][row].GetRawText()}"))}}}");
        if (minutes) writer.AddMinute(symbol, bar, content);
        else
        {
            if (stamp == default || stamp.TimeOfDay != TimeSpan.Zero)
                sink.Spoil("the timestamp is missing or not a day's start in UTC");
            writer.AddDaily(symbol, DateOnly.FromDateTime(stamp), bar, content);
        }
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private static long Seconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
}
