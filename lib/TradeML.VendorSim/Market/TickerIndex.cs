namespace TradeML.VendorSim.Market;

/// <summary>Finds securities by ticker and day; tickers may change hands.</summary>
internal sealed class TickerIndex
{
    private readonly Dictionary<string, List<(Security Security, Ticker Ticker)>> byTicker = new(
        StringComparer.Ordinal);

    public TickerIndex(IReadOnlyList<Security> securities)
    {
        foreach (var security in securities)
        {
            foreach (var ticker in security.Tickers)
            {
                if (!byTicker.TryGetValue(ticker.Symbol, out var owners)) byTicker.Add(ticker.Symbol, owners = []);
                owners.Add((security, ticker));
            }
        }
    }

    /// <summary>The security that bore a ticker on a day, or null.</summary>
    public Security? On(string ticker, DateOnly day)
    {
        foreach (var (security, interval) in Owners(ticker))
            if (interval.Covers(day)) return security;
        return null;
    }

    /// <summary>All securities that ever bore a ticker, with the days on which they did.</summary>
    public IReadOnlyList<(Security Security, Ticker Ticker)> Owners(string ticker) =>
        byTicker.TryGetValue(ticker, out var owners) ? owners : [];

    /// <summary>Whether the vendor's pattern accepts a ticker: upper-case letters, and a class after a dot.</summary>
    public static bool IsWellFormed(string ticker)
    {
        var dot = ticker.IndexOf('.', StringComparison.Ordinal);
        var root = dot < 0 ? ticker : ticker[..dot];
        return root.Length is >= 1 and <= 6 && root.All(char.IsAsciiLetterUpper)
            && (dot < 0
                || (ticker.Length - dot - 1 is >= 1 and <= 3 && ticker[(dot + 1)..].All(char.IsAsciiLetterUpper)));
    }
}
