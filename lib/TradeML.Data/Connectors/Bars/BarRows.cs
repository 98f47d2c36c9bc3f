using TradeML.Core.Time;
using TradeML.Data.Connectors.Paged;

namespace TradeML.Data.Connectors.Bars;

/// <summary>
/// Puts vendors' bars into raw/equities_bars or raw/equities_minute: finds the session a stamp belongs to and sets aside what can't be. Minutes outside the
/// regular session (pre-market, after hours) are no part of either table and are left out.
/// </summary>
/// <param name="calendar">Listing exchange.</param>
/// <param name="maxPrice">Highest price that is believed, USD.</param>
internal sealed class BarRows(ExchangeCalendar calendar, double maxPrice)
{
    private readonly SessionStamps stamps = new(calendar);

    /// <summary>Adds a daily bar whose stamp is the session's local midnight.</summary>
    public void AddDaily(RowSink sink, string symbol, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        var session = bar.Stamp == default ? -1 : stamps.IndexOf(bar.Stamp);
        if (session < 0) Unplaced(sink, bar.Stamp, "is not the start of a session");
        AddDaily(sink, symbol, session, bar, content);
    }

    /// <summary>Adds a daily bar of a day.</summary>
    public void AddDaily(RowSink sink, string symbol, DateOnly day, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        var session = calendar.IsSession(day) ? calendar.IndexOf(day) : -1;
        if (session < 0) sink.Spoil($"the exchange did not trade on {day:yyyy-MM-dd}");
        AddDaily(sink, symbol, session, bar, content);
    }

    /// <summary>Adds a minute bar whose stamp is the minute's start.</summary>
    /// <param name="sink">Takes the row.</param>
    /// <param name="symbol">Ticker.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="near">Session of the bar before, kept by the caller; a quick way to this one's.</param>
    /// <param name="content">The bar as it came.</param>
    public void AddMinute(RowSink sink, string symbol, in VendorBar bar, ref TradingSession near, ReadOnlySpan<byte> content)
    {
        if (bar.Stamp == default) Unplaced(sink, default, "");
        else if (bar.Stamp < near.OpenUtc || bar.Stamp >= near.CloseUtc)
        {
            var day = calendar.TradingDayOf(bar.Stamp);
            if (calendar.Find(day) is not { } session) Unplaced(sink, bar.Stamp, "lies on a day without a session");
            else if (bar.Stamp < session.OpenUtc || bar.Stamp >= session.CloseUtc) return;
            else near = session;
        }

        if (bar.Stamp.Ticks % TimeSpan.TicksPerMinute != 0) sink.Spoil($"{bar.Stamp:yyyy-MM-ddTHH:mm:ssZ} is not the start of a minute");
        DateOnly? date = bar.Stamp >= near.OpenUtc && bar.Stamp < near.CloseUtc ? near.Date : null;
        SetPrices(sink, bar);
        if (bar.Stamp != default) sink.Set("ts", bar.Stamp).Set("vendor_ts", bar.Stamp);
        sink.Set("date", date).Set("symbol", symbol).Add(symbol, date, content);
    }

    private void AddDaily(RowSink sink, string symbol, int session, in VendorBar bar, ReadOnlySpan<byte> content)
    {
        DateOnly? day = session < 0 ? null : calendar.Days[session];
        SetPrices(sink, bar);
        if (session >= 0) sink.Set("date", day).Set("session_id", stamps.Id(session));
        if (bar.Stamp != default) sink.Set("vendor_ts", bar.Stamp);
        sink.Set("symbol", symbol).Add(symbol, day, content);
    }

    private void SetPrices(RowSink sink, in VendorBar bar)
    {
        if (!(Sound(bar.Open) && Sound(bar.High) && Sound(bar.Low) && Sound(bar.Close))) sink.Spoil($"a price is missing, not above 0 or above {maxPrice:0}");
        else if (!(bar.Volume >= 0) || double.IsInfinity(bar.Volume)) sink.Spoil("the volume is missing or negative");
        else if (bar.High < Math.Max(bar.Open, bar.Close) || bar.Low > Math.Min(bar.Open, bar.Close)) sink.Spoil("high and low do not enclose open and close");
        sink.Set("open", bar.Open).Set("high", bar.High).Set("low", bar.Low).Set("close", bar.Close).Set("volume", bar.Volume)
            .Set("vwap", Sound(bar.Vwap) ? bar.Vwap : double.NaN).Set("trades", bar.Trades >= 0 ? bar.Trades : double.NaN);
    }

    private bool Sound(double price) => price > 0 && price <= maxPrice;

    private static void Unplaced(RowSink sink, DateTime stamp, string why) =>
        sink.Spoil(stamp == default ? "the timestamp is missing or not an instant in UTC" : $"{stamp:yyyy-MM-ddTHH:mm:ssZ} {why}");
}
