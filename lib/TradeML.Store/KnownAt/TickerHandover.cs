namespace TradeML.Store.KnownAt;

/// <summary>A day on which a ticker passed to another security.</summary>
/// <param name="Ticker">Ticker.</param>
/// <param name="Day">First day of the new one.</param>
/// <param name="SecurityId">The new one.</param>
public sealed record TickerHandover(string Ticker, DateOnly Day, string SecurityId)
{
    /// <summary>The handovers of one ticker.</summary>
    /// <param name="ticker">Ticker.</param>
    /// <param name="owners">First day and id of each security that had it, in order.</param>
    public static IEnumerable<TickerHandover> Among(
        string ticker, IEnumerable<(DateOnly Start, string SecurityId)> owners)
    {
        string? before = null;
        foreach (var (start, id) in owners)
        {
            if (before is not null && before != id) yield return new(ticker, start, id);
            before = id;
        }
    }
}
