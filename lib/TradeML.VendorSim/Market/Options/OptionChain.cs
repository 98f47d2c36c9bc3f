using TradeML.Core.Time;
using TradeML.VendorSim.Market.Minutes;

namespace TradeML.VendorSim.Market.Options;

/// <summary>
/// The option chain of a security at the close of a session: weekly and monthly expirations, strikes around the price,
/// Black–Scholes prices under a smile that is steeper for short times. It follows from the security and the day alone.
/// </summary>
internal sealed class OptionChain(ExchangeCalendar calendar)
{
    /// <summary>Riskless rate a year, continuous.</summary>
    public const double Rate = 0.03;

    private const int StrikesEachSide = 10;

    /// <summary>
    /// All options ordered by expiration, strike, call before put; empty when the security did not trade in the
    /// session.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="security">Position of the underlying.</param>
    /// <param name="session">The session (exchange-local day).</param>
    public IReadOnlyList<OptionQuote> At(MarketSnapshot market, int security, DateOnly session)
    {
        var bars = market.Bars(security);
        var at = bars.LowerBound(session.DayNumber);
        if (at >= bars.Count || bars.Date(at) != session || !(bars.Close(at) >= 1)) return [];
        var spot = bars.Close(at);
        var level = Volatility(bars, at);
        var step = Step(spot);
        var middle = Math.Round(spot / step) * step;
        var root = market.Securities[security].SymbolOn(session).Replace(".", "", StringComparison.Ordinal);
        var chain = new List<OptionQuote>();
        foreach (var expiration in Expirations(session))
        {
            var days = expiration.DayNumber - session.DayNumber;
            for (var i = -StrikesEachSide; i <= StrikesEachSide; i++)
            {
                var strike = Math.Round(middle + (i * step), 2);
                if (strike <= 0) continue;
                chain.Add(Quote(root, expiration, true, strike, spot, days, level, session));
                chain.Add(Quote(root, expiration, false, strike, spot, days, level, session));
            }
        }

        return chain;
    }

    /// <summary>
    /// The next four Fridays and the third Fridays of the next six months; the day before where a Friday has no
    /// session.
    /// </summary>
    private IEnumerable<DateOnly> Expirations(DateOnly session)
    {
        var friday = session.AddDays(((int)DayOfWeek.Friday - (int)session.DayOfWeek + 7) % 7);
        var days = new SortedSet<DateOnly>();
        for (var week = 0; week < 4; week++) days.Add(friday.AddDays(7 * week));
        for (var month = 0; month < 7; month++)
        {
            var first = new DateOnly(session.Year, session.Month, 1).AddMonths(month);
            days.Add(first.AddDays((((int)DayOfWeek.Friday - (int)first.DayOfWeek + 7) % 7) + 14));
        }

        foreach (var day in days)
        {
            var listed = day <= calendar.LastDay ? calendar[calendar.IndexAtOrBefore(day)].Date : day;
            if (listed > session) yield return listed;
        }
    }

    private static OptionQuote Quote(
        string root, DateOnly expiration, bool isCall, double strike, double spot, int days, double level,
        DateOnly session)
    {
        var years = days / 365.0;
        var moneyness = Math.Log(strike / spot) / Math.Sqrt(years);
        var volatility = Math.Round(
            Math.Clamp(level * (1 - (0.12 * moneyness) + (0.10 * moneyness * moneyness)), 0.05, 3), 4);
        var value = BlackScholes.Of(isCall, spot, strike, years, volatility, Rate);
        var random = new MinuteRandom(
            ((ulong)session.DayNumber << 32) ^ (ulong)BitConverter.DoubleToInt64Bits(strike)
                ^ (ulong)(expiration.DayNumber * 2654435761L)
            ^ (isCall ? 0x5DEECE66DUL : 0) ^ (ulong)StringHash(root));
        var spread = Math.Max(0.02, (0.01 * value.Price) + (0.02 * Math.Abs(strike - spot) / spot));
        var bid = Math.Max(0, Math.Round(value.Price - (spread / 2), 2));
        var near = Math.Exp(-2 * moneyness * moneyness);
        return new OptionQuote
        {
            Root = root,
            Expiration = expiration,
            IsCall = isCall,
            Strike = strike,
            Bid = bid,
            Ask = Math.Max(bid + 0.01, Math.Round(value.Price + (spread / 2), 2)),
            BidSize = bid > 0 ? 1 + random.Below(200) : 0,
            AskSize = 1 + random.Below(200),
            Last = Math.Max(0.01, Math.Round(value.Price + (spread * (random.Uniform() - 0.5)), 2)),
            Volume = (int)(2000 * near * random.Uniform() * random.Uniform()),
            OpenInterest = 1 + (int)(20_000 * near * random.Uniform()),
            Theoretical = value.Price,
            ImpliedVolatility = volatility,
            Delta = value.Delta,
            Gamma = value.Gamma,
            Theta = value.Theta / 365,
            Vega = value.Vega / 100,
            Rho = value.Rho / 100,
        };
    }

    /// <summary>Yearly volatility of the last 20 sessions, 0.12 … 1.5.</summary>
    private static double Volatility(BarSeries bars, int at)
    {
        var (sum, count) = (0.0, 0);
        for (var i = Math.Max(1, at - 19); i <= at; i++)
        {
            var move = Math.Log(bars.Close(i) / bars.Open(i));
            if (!double.IsFinite(move)) continue;
            sum += move * move;
            count++;
        }

        return count == 0 ? 0.3 : Math.Clamp(Math.Sqrt(sum / count * 252), 0.12, 1.5);
    }

    /// <summary>Distance of strikes, about 2 % of the price.</summary>
    private static double Step(double spot) =>
        spot switch { < 10 => 0.5, < 30 => 1, < 100 => 2.5, < 300 => 5, < 700 => 10, _ => 25 };

    private static uint StringHash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text) hash = (hash ^ letter) * 16777619;
        return hash;
    }
}
