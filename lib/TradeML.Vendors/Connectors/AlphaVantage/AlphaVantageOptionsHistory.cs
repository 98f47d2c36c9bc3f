using System.Collections.Frozen;
using System.Globalization;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.AlphaVantage;

/// <summary>
/// The whole option chain of one underlier at the end of one past day, a request a day, from 2008 on. Contracts that a
/// corporate action has adjusted (their root is not the ticker) are set aside: they would share expiry and strike with
/// standard ones.
/// </summary>
/// <param name="settings">Address.</param>
/// <param name="calendar">Sessions.</param>
/// <param name="time">Clock.</param>
internal sealed class AlphaVantageOptionsHistory(
    VendorSettings settings, ExchangeCalendar calendar, TimeProvider time) :
    IPagedSource
{
    private const int OccTail = 15; // yymmdd, C or P, strike in eight digits

    private static readonly DateOnly FirstDay = new(2008, 1, 1);

    private static readonly FrozenSet<string> Known = ((string[])
    [
        "contractID", "symbol", "expiration", "strike", "type", "last", "mark", "bid", "bid_size", "ask", "ask_size",
        "volume", "open_interest", "date",
        "implied_volatility", "delta", "gamma", "theta", "vega", "rho",
    ]).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Vendor => AlphaVantageVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "options_hist";

    /// <inheritdoc/>
    public string ApiVersion => "query";

    /// <inheritdoc/>
    public ReplyRules Rules { get; } = AlphaVantageReplies.Json(time);

    /// <inheritdoc/>
    public bool AsksExactly => true;

    /// <inheritdoc/>
    public int Questions(PageWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return calendar.Count(First(window), window.End);
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At(string.Create(
            CultureInfo.InvariantCulture,
            $"/query?function=HISTORICAL_OPTIONS&symbol={Uri.EscapeDataString(window.Symbol)}"
                + $"&date={Day(window, question):yyyy-MM-dd}&datatype=json"));
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        using var json = new JsonPage(Vendor, body);
        var day = Day(page.Window, page.Question);
        foreach (var item in json.Items("data", mayBeAbsent: false)) Add(item, page.Window.Symbol, day, sink);
        return null;
    }

    private static void Add(JsonItem item, string symbol, DateOnly day, RowSink sink)
    {
        sink.UnknownField(item.Unknown(Known));
        var contract = item.Text("contractID");
        if (item.Day("date") != day) sink.Spoil("the row is of another day than was asked for");
        if (contract is { Length: > OccTail } && contract[..^OccTail] is var root
            && root != symbol.Replace(".", "", StringComparison.Ordinal))
            sink.Spoil($"an adjusted contract: its root is {root}");
        sink.Set("date", item.Day("date")).Set("underlier", symbol).Set("contract", contract)
            .Set("expiry", item.Day("expiration")).Set("strike", ItemNumber.Read(item, "strike", sink))
            .Set("cp_flag", item.Text("type") switch { "call" => "C", "put" => "P", var other => other });
        Price("bid");
        Price("ask");
        Price("last");
        Price("implied_volatility");
        foreach (var field in (string[])["bid_size", "ask_size", "volume", "open_interest", "delta", "gamma", "theta",
            "vega"]) sink.Set(field, ItemNumber.Read(item, field, sink));
        sink.Add(symbol, item.Day("date"), item.Raw);

        void Price(string field)
        {
            var value = ItemNumber.Read(item, field, sink);
            sink.Set(field, value == 0 ? double.NaN : value); // 0 means that none stood
        }
    }

    private static DateOnly First(PageWindow window) => window.Start > FirstDay ? window.Start : FirstDay;

    private DateOnly Day(PageWindow window, int question) => calendar.Sessions(First(window), window.End)[question];
}
