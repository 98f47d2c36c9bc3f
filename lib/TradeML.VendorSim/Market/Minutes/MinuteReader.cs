using TradeML.Core.Time;

namespace TradeML.VendorSim.Market.Minutes;

/// <summary>
/// Reads the minute bars of a market slot by slot and makes each session's bars when its first minute is asked for. Not
/// thread-safe.
/// </summary>
internal sealed class MinuteReader(ExchangeCalendar calendar)
{
    private readonly SessionMinutes minutes = SessionMinutes.Xnys;
    private (MarketSnapshot? Market, int Security, int Session, bool OneVenue, bool Revised) current;
    private bool traded;
    private int minutesAt;

    /// <summary>The session's bars; the minute asked for is <see cref="Minute"/>.</summary>
    public MinuteDay Day { get; } = new();

    /// <summary>Number of the session in the calendar.</summary>
    public int Session { get; private set; }

    /// <summary>Minute within the session.</summary>
    public int Minute { get; private set; }

    /// <summary>Start of the minute.</summary>
    public DateTime Utc => calendar[Session].OpenUtc.AddMinutes(Minute);

    /// <summary>Goes to a slot; false when the minute has no bar.</summary>
    /// <param name="market">Whose bars.</param>
    /// <param name="security">Position of the security.</param>
    /// <param name="slot">The minute, counted by <see cref="SessionMinutes"/>.</param>
    /// <param name="oneVenue">Whether only one venue's trades count.</param>
    /// <param name="revised">Whether the vendor has second thoughts about some days.</param>
    public bool Seek(MarketSnapshot market, int security, int slot, bool oneVenue, bool revised)
    {
        if (current.Market == market && current.Security == security && current.OneVenue == oneVenue
            && current.Revised == revised
            && (uint)(Minute + 1) < (uint)Day.Minutes && slot == minutesAt + Minute + 1)
        {
            Minute++;
            return traded && Day.Exists(Minute);
        }

        (Session, Minute) = minutes.Locate(slot);
        minutesAt = slot - Minute;
        var wanted = (market, security, Session, oneVenue, revised);
        if (current != wanted)
        {
            current = wanted;
            var day = calendar[Session].Date.DayNumber;
            var bars = market.Bars(security);
            var i = bars.LowerBound(day);
            traded = i < bars.Count && bars.Date(i).DayNumber == day && bars.Volume(i) > 0;
            if (traded)
            {
                var bar = DailyBar.Of(bars, i);
                if (revised) bar = bar.Revised();
                if (oneVenue) bar = bar.OnIex();
                Day.Fill(bar, KeyOf(market.Securities[security]), minutes.Length(Session), oneVenue);
            }
        }

        return traded && Day.Exists(Minute);
    }

    private static ulong KeyOf(Security security)
    {
        Span<byte> bytes = stackalloc byte[16];
        security.Id.TryWriteBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
