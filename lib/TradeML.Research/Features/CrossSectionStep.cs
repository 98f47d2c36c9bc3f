namespace TradeML.Research.Features;

/// <summary>One step across the symbols of each day. Calendar features and dummies are left as they are.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Tail">Of winsorising: share clipped on either side, 0 to 0.25; else 0.</param>
public sealed record CrossSectionStep(CrossSectionKind Kind, double Tail = 0)
{
    /// <summary>The z-score.</summary>
    public static CrossSectionStep ZScore { get; } = new(CrossSectionKind.ZScore);

    /// <summary>The rank.</summary>
    public static CrossSectionStep Rank { get; } = new(CrossSectionKind.Rank);

    /// <summary>Winsorising.</summary>
    /// <param name="tail">Share clipped on either side, 0 to 0.25.</param>
    public static CrossSectionStep Winsorise(double tail) => new(CrossSectionKind.Winsorise, tail);
}
