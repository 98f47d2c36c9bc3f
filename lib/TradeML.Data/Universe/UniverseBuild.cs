namespace TradeML.Data.Universe;

/// <summary>What one build of reference/universe did.</summary>
/// <param name="Symbols">Symbols whose bars, listing or settings had changed.</param>
/// <param name="Years">Years that were written, ascending.</param>
/// <param name="Rows">Rows of those years.</param>
public sealed record UniverseBuild(int Symbols, IReadOnlyList<int> Years, long Rows)
{
    /// <summary>A build that found nothing to do.</summary>
    public static UniverseBuild Nothing { get; } = new(0, [], 0);
}
