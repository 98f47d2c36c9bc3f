namespace TradeML.Cli.Wizards;

/// <summary>What the node shall collect, as answered.</summary>
/// <param name="Symbols">Symbols that are named; empty when <paramref name="Top"/> says how many.</param>
/// <param name="Top">How many of the vendor's list are wanted; 0 when symbols are named.</param>
/// <param name="Start">First day of daily bars.</param>
/// <param name="MinuteStart">First day of minute bars; null: none.</param>
internal sealed record StagePlan(IReadOnlyList<string> Symbols, int Top, DateOnly Start, DateOnly? MinuteStart);
