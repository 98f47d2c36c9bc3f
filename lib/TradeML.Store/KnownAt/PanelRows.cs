using TradeML.Core.Time;

namespace TradeML.Store.KnownAt;

/// <summary>The rows of a panel to be: symbols, sessions, and the instant at which each session closed.</summary>
/// <param name="Symbols">Names in the order of their row ranges: tickers, and the security's id for whoever took a
/// ticker over within the rows.</param>
/// <param name="Tickers">The ticker of each range: what facts are looked up by.</param>
/// <param name="Starts">Row ranges by symbol.</param>
/// <param name="Sessions">Days, ascending.</param>
/// <param name="Day">Index into <paramref name="Sessions"/> by row.</param>
/// <param name="Closes">Close of each session (UTC): what a row may know.</param>
public sealed record PanelRows(
    string[] Symbols, string[] Tickers, int[] Starts, DateOnly[] Sessions, int[] Day, DateTime[] Closes)
{
    /// <summary>Rows sorted by symbol and date.</summary>
    /// <param name="names">Ticker of each row.</param>
    /// <param name="dates">Day of each row.</param>
    /// <param name="passed">When each ticker passed to another security, in order: nobody's rows go on into
    /// another's.</param>
    public static PanelRows Of(string?[] names, DateOnly[] dates, ILookup<string, TickerHandover> passed)
    {
        var sessions = dates.Distinct().Order().ToArray();
        var indexOf = new Dictionary<DateOnly, int>(sessions.Length);
        for (var i = 0; i < sessions.Length; i++) indexOf[sessions[i]] = i;
        var (symbols, tickers, starts) = (new List<string>(), new List<string>(), new List<int>());
        var handovers = new Queue<TickerHandover>();
        for (var row = 0; row < names.Length; row++)
        {
            var (fresh, taker) = (row == 0 || names[row] != names[row - 1], (TickerHandover?)null);
            if (fresh) handovers = new(passed[names[row]!].Where(h => h.Day > dates[row]));
            while (handovers.TryPeek(out var next) && dates[row] >= next.Day) taker = handovers.Dequeue();
            if (!fresh && taker is null) continue;
            symbols.Add(taker?.SecurityId ?? names[row]!);
            tickers.Add(names[row]!);
            starts.Add(row);
        }

        starts.Add(names.Length);
        return new([.. symbols], [.. tickers], [.. starts], sessions, Array.ConvertAll(dates, d => indexOf[d]),
            Array.ConvertAll(sessions, CloseOf));
    }

    /// <summary>Rows whose shape is known already; tickers are never handed over.</summary>
    public static PanelRows Of(string[] symbols, int[] starts, DateOnly[] sessions, int[] day) =>
        new(symbols, symbols, starts, sessions, day, Array.ConvertAll(sessions, CloseOf));

    /// <summary>The close of the exchange's session, or the end of a day that is none.</summary>
    private static DateTime CloseOf(DateOnly day) =>
        day >= ExchangeCalendar.Xnys.FirstDay && day <= ExchangeCalendar.Xnys.LastDay
            && ExchangeCalendar.Xnys.Find(day) is { } session
        ? session.CloseUtc : day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
