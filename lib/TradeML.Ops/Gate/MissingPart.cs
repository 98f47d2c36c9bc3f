namespace TradeML.Ops.Gate;

/// <summary>What one symbol lacks of a table.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="NotGreen">Sessions expected of it that are not GREEN.</param>
/// <param name="Expected">Sessions expected of it.</param>
/// <param name="FirstGap">The first of those sessions.</param>
public sealed record MissingPart(string Symbol, int NotGreen, int Expected, DateOnly FirstGap);
