using System.Text.Json;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Bars;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Massive;

/// <summary>
/// Bars as traded (<c>adjusted=false</c>; the vendor adjusts for splits unless told) from <c>/v2/aggs/ticker</c>: daily
/// (<c>equities_eod</c>) or of a minute (<c>equities_minute</c>). Only sessions that are over are taken.
/// </summary>
internal sealed class MassiveBars : IPagedSource
{
    private readonly VendorSettings settings;
    private readonly bool minutes;
    private readonly SessionStamps stamps;

    private MassiveBars(VendorSettings settings, ExchangeCalendar calendar, bool minutes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.minutes = minutes;
        stamps = new SessionStamps(calendar);
    }

    /// <inheritdoc/>
    public string Vendor => MassiveVendor.Name;

    /// <inheritdoc/>
    public string Dataset => minutes ? "equities_minute" : "equities_eod";

    /// <inheritdoc/>
    public string ApiVersion => "v2";

    /// <inheritdoc/>
    public ReplyRules Rules => MassivePages.Rules;

    /// <inheritdoc/>
    public TimeSpan FinalAfter => settings.FinalAfter;

    /// <inheritdoc/>
    public bool AsksExactly => true;

    /// <inheritdoc/>
    public int MaxPages => settings.MaxPages;

    /// <summary>Daily bars.</summary>
    /// <param name="settings">Address and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static MassiveBars Daily(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, calendar, minutes: false);

    /// <summary>Minute bars.</summary>
    /// <param name="settings">Address and bounds.</param>
    /// <param name="calendar">Listing exchange.</param>
    public static MassiveBars Minute(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, calendar, minutes: true);

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return MassivePages.Address(
            settings,
            $"/v2/aggs/ticker/{Uri.EscapeDataString(window.Symbol)}/range/1/{(minutes ? "minute" : "day")}"
                + $"/{window.Start:yyyy-MM-dd}/{window.End.AddDays(-1):yyyy-MM-dd}"
                + $"?adjusted=false&sort=asc&limit={settings.PageLimit}",
            cursor);
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var reader = new Utf8JsonReader(body);
        reader.Read();
        string? next = null, status = null;
        var (sawResults, adjusted) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "results" when reader.TokenType == JsonTokenType.StartArray:
                    sawResults = true;
                    ReadBars(ref reader, body, page.Window.Symbol, sink);
                    break;
                case "results" when reader.TokenType != JsonTokenType.Null:
                    throw new JsonException("results is no array");
                case "status": status = reader.GetString(); break;
                case "next_url": next = reader.GetString(); break;
                case "adjusted": adjusted = reader.TokenType == JsonTokenType.True; break;
                case "results" or "ticker" or "queryCount" or "resultsCount" or "count" or "request_id": break;
                default: sink.UnknownField(); break;
            }

            reader.Skip();
        }

        while (reader.Read()) { } // trailing text makes the whole answer malformed
        if (sawResults && adjusted)
            throw VendorFaultException.Wrap(VendorFault.BadReply,
                $"{Vendor} sent adjusted bars though bars as traded were asked for.", null, "Try again later.");
        if (!sawResults && status is not ("OK" or "DELAYED"))
        {
            using var other = new JsonPage(Vendor, body);
            throw other.Not("results");
        }

        return string.IsNullOrEmpty(next) ? null : next;
    }

    private void ReadBars(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string symbol, RowSink sink)
    {
        var unknown = 0;
        var writer = new BarWriter(stamps, sink);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType != JsonTokenType.StartObject) sink.Spoil("the bar is not an object");
            var bar = BarReader.Read(ref reader, ref unknown);
            var content = json[start..(int)reader.BytesConsumed];
            if (minutes) writer.AddMinute(symbol, bar, content);
            else writer.AddDaily(symbol, bar, content);
        }

        sink.UnknownField(unknown);
    }
}
