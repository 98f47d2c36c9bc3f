using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Bars;

/// <summary>
/// Puts the bars of one answer into a sink: finds the session a stamp belongs to and sets aside what no row can hold.
/// Whether a bar is believed is judged by its bounds (<c>qc</c> in backfill.yml) where it is taken into the lake.
/// Minutes outside the regular session (pre-market, after hours) are no part of raw/equities_minute and are left out.
/// Columns are looked up once: bars come by the ten thousand.
/// </summary>
/// <param name="stamps">Sessions of the exchange.</param>
/// <param name="sink">Takes the rows.</param>
/// <param name="now">Sessions that are not over at this instant (UTC) have no bar yet; null where the question was for
/// sessions that are.</param>
public sealed class BarWriter(SessionStamps stamps, RowSink sink, DateTime? now = null)
{
    private readonly DateOnly firstOpenDay = now is { } instant ? stamps.FirstOpenDay(instant) : DateOnly.MaxValue;
    private readonly SinkColumn open = sink.Column("open");
    private readonly SinkColumn high = sink.Column("high");
    private readonly SinkColumn low = sink.Column("low");
    private readonly SinkColumn close = sink.Column("close");
    private readonly SinkColumn volume = sink.Column("volume");
    private readonly SinkColumn vwap = sink.Column("vwap");
    private readonly SinkColumn trades = sink.Column("trades");
    private readonly SinkColumn symbols = sink.Column("symbol");
    private readonly SinkColumn date = sink.Column("date");
    private readonly SinkColumn vendorStamp = sink.Column("vendor_ts");
    private readonly SinkColumn place = sink.Column(sink.Contract.Find("ts") is null ? "session_id" : "ts");
    private readonly ExchangeCalendar calendar = stamps.Calendar;
    private TradingSession near;

    /// <summary>Adds a daily bar whose stamp is the session's local midnight.</summary>
    public void AddDaily(string symbol, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        var session = bar.Stamp == default ? -1 : stamps.IndexOf(bar.Stamp);
        if (session < 0) Unplaced(bar.Stamp, "is not the start of a session");
        AddDaily(symbol, session, bar, content);
    }

    /// <summary>Adds a daily bar of a day.</summary>
    public void AddDaily(string symbol, DateOnly day, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        var session = calendar.IsSession(day) ? calendar.IndexOf(day) : -1;
        if (session < 0) sink.Spoil($"the exchange did not trade on {day:yyyy-MM-dd}");
        AddDaily(symbol, session, bar, content);
    }

    /// <summary>Adds a minute bar whose stamp is the minute's start.</summary>
    public void AddMinute(string symbol, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        if (bar.Stamp == default) Unplaced(default, "");
        else if (bar.Stamp < near.OpenUtc || bar.Stamp >= near.CloseUtc)
        {
            if (calendar.Find(calendar.TradingDayOf(bar.Stamp)) is not { } session)
                Unplaced(bar.Stamp, "lies on a day without a session");
            else if (bar.Stamp < session.OpenUtc || bar.Stamp >= session.CloseUtc) return;
            else near = session;
        }

        if (bar.Stamp.Ticks % TimeSpan.TicksPerMinute != 0)
            sink.Spoil($"{bar.Stamp:yyyy-MM-ddTHH:mm:ssZ} is not the start of a minute");
        DateOnly? day = bar.Stamp >= near.OpenUtc && bar.Stamp < near.CloseUtc ? near.Date : null;
        if (bar.Stamp != default) place.Set(bar.Stamp);
        Add(symbol, day, bar, content);
    }

    private void AddDaily(string symbol, int session, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        if (session >= 0) place.Set(stamps.Id(session));
        Add(symbol, session < 0 ? null : calendar.Days[session], bar, content);
    }

    private void Add(string symbol, DateOnly? day, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        if (!(Fits(bar.Open) && Fits(bar.High) && Fits(bar.Low) && Fits(bar.Close)))
            sink.Spoil("a price is missing or below 0");
        else if (!Fits(bar.Volume)) sink.Spoil("the volume is missing or negative");
        if (day >= firstOpenDay)
        {
            sink.Spoil($"the session of {day:yyyy-MM-dd} is not over");
            day = null; // nothing is known of that day yet, neither good nor bad
        }

        open.Set(bar.Open);
        high.Set(bar.High);
        low.Set(bar.Low);
        close.Set(bar.Close);
        volume.Set(bar.Volume);
        vwap.Set(bar.Vwap > 0 ? bar.Vwap : double.NaN);
        trades.Set(bar.Trades >= 0 ? bar.Trades : double.NaN);
        symbols.Set(symbol);
        date.Set(day);
        if (bar.Stamp != default) vendorStamp.Set(bar.Stamp);
        sink.Add(symbol, day, content);
    }

    // What the table's contract can hold.
    private static bool Fits(double value) => value >= 0 && double.IsFinite(value);

    private void Unplaced(DateTime stamp, string why) =>
        sink.Spoil(
            stamp == default
                ? "the timestamp is missing or not an instant in UTC"
                : $"{stamp:yyyy-MM-ddTHH:mm:ssZ} {why}");
}
