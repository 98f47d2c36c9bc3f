using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>When a node's stage 0 becomes stage 1 (SSOT §10), and what stage 1 collects.</summary>
public sealed class StageGateOptions
{
    /// <summary>Whether the node promotes by itself. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Share of GREEN partitions that daily and minute bars must have reached, each for itself. Default 0.98.
    /// </summary>
    [Between(0.5, 1)]
    public double MinGreen { get; init; } = 0.98;

    /// <summary>Symbols of stage 1. Default 500.</summary>
    [Between(1, 20_000)]
    public int Symbols { get; init; } = 500;

    /// <summary>Years of daily bars in stage 1. Default 15.</summary>
    [Between(1, 40)]
    public int DailyYears { get; init; } = 15;

    /// <summary>Years of minute bars in stage 1. Default 5.</summary>
    [Between(1, 40)]
    public int MinuteYears { get; init; } = 5;

    /// <summary>
    /// A file with one symbol a line that stage 1 takes its symbols from; null: the vendor's list of active symbols.
    /// Default null.
    /// </summary>
    public string? SymbolsFile { get; init; }
}
