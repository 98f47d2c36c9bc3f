namespace TradeML.Ops.Gate;

/// <summary>
/// A symbol and the part of the window in which it was listed, as session indices of the exchange calendar.
/// </summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="First">First session expected of it.</param>
/// <param name="End">One past the last session expected of it.</param>
/// <param name="Delisted">Whether its listing ended within the window.</param>
internal readonly record struct ListedSymbol(string Symbol, int First, int End, bool Delisted)
{
    internal int Expected => Math.Max(0, End - First);
}
