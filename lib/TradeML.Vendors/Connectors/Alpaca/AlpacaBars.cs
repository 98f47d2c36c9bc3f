using System.Globalization;
using System.Text.Json;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Bars;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>
/// Bars, unadjusted, from <c>/v2/stocks/bars</c>: daily (<c>equities_eod</c>) or of a minute (<c>equities_minute</c>).
/// Only sessions that are over are taken: the bars of a running session are not final. The feed is part of the source's
/// name, <c>alpaca_sip</c> or <c>alpaca_iex</c>.
/// </summary>
public sealed class AlpacaBars : IPagedSource
{
    private const int DailyRowsPerBatch = 20_000;
    private const int MinuteRowsPerBatch = 40_000;

    private readonly VendorSettings settings;
    private readonly ExchangeCalendar calendar;
    private readonly string feed;
    private readonly bool minutes;
    private readonly SessionStamps stamps;

    private AlpacaBars(VendorSettings settings, ExchangeCalendar calendar, string feed, bool minutes)
    {
        if (feed is not ("sip" or "iex"))
            throw new TradeMLException(ErrorKind.BadInput, $"The feed '{feed}' is not known.", null, "Use sip or iex.");
        this.settings = settings;
        this.calendar = calendar;
        this.feed = feed;
        this.minutes = minutes;
        stamps = new SessionStamps(calendar);
    }

    /// <inheritdoc/>
    public string Vendor => AlpacaVendor.Name;

    /// <inheritdoc/>
    public string Dataset => minutes ? "equities_minute" : "equities_eod";

    /// <inheritdoc/>
    public string SourceName => $"{AlpacaVendor.Name}_{feed}";

    /// <inheritdoc/>
    public string ApiVersion => "v2";

    /// <inheritdoc/>
    public TimeSpan FinalAfter => settings.FinalAfter;

    /// <inheritdoc/>
    public bool AsksExactly => true;

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <summary>Daily bars of the feed in use.</summary>
    /// <param name="settings">Addresses, feed and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static AlpacaBars Daily(VendorSettings settings, ExchangeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AlpacaBars(settings, calendar, settings.Feed("equities_eod"), minutes: false);
    }

    /// <summary>Minute bars of the feed in use.</summary>
    /// <param name="settings">Addresses, feed and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static AlpacaBars Minute(VendorSettings settings, ExchangeCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AlpacaBars(settings, calendar, settings.Feed("equities_minute"), minutes: true);
    }

    /// <inheritdoc/>
    public int BatchSize(FetchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sessions = Math.Max(1, calendar.Count(request.Start, request.End));
        return Math.Clamp(minutes ? MinuteRowsPerBatch / (sessions * 390) : DailyRowsPerBatch / sessions, 1, 100);
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        var final = window.Now - settings.FinalAfter;
        var last = calendar.MidnightUtc(window.End).AddSeconds(-1);
        if (last > final) last = final;
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"symbols={string.Join(',', window.Symbols.Select(Uri.EscapeDataString))}"
                + $"&timeframe={(minutes ? "1Min" : "1Day")}"
                + $"&start={calendar.MidnightUtc(window.Start):yyyy-MM-ddTHH:mm:ssZ}"
                + $"&end={last:yyyy-MM-ddTHH:mm:ssZ}&limit={settings.PageLimit}&adjustment=raw&feed={feed}"
                + $"&asof={settings.AsOf ?? window.Today:yyyy-MM-dd}");
        return AlpacaPages.Address(settings.Url, "/v2/stocks/bars", query, cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return AlpacaPages.Read(body, "bars", sink,
            (ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => ReadSymbols(ref reader, json, sink));
    }

    /// <inheritdoc/>
    public string? BlamedSymbol(TradeMLException refusal) => AlpacaPages.InvalidSymbol(refusal);

    private void ReadSymbols(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, RowSink sink)
    {
        var unknown = 0;
        var writer = new BarWriter(stamps, sink);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var symbol = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException($"the bars of {symbol} are no array");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                if (reader.TokenType != JsonTokenType.StartObject) sink.Spoil("the bar is not an object");
                var bar = BarReader.Read(ref reader, ref unknown);
                var content = json[start..(int)reader.BytesConsumed];
                if (minutes) writer.AddMinute(symbol, bar, content);
                else writer.AddDaily(symbol, bar, content);
            }
        }

        sink.UnknownField(unknown);
    }
}
