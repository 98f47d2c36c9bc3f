namespace TradeML.Research.Backtest;

/// <summary>
/// A backtest day by day, from the first session on which a trade was possible (the one after the first score). All
/// series are equally long; returns and costs are simple fractions of the equity at the day's start; <c>net = gross −
/// costs</c> exactly.
/// </summary>
public sealed record BacktestResult
{
    /// <summary>The sessions.</summary>
    public required DateOnly[] Dates { get; init; }

    /// <summary>Return after all costs.</summary>
    public required double[] NetReturns { get; init; }

    /// <summary>Return of the positions held into the day, before costs.</summary>
    public required double[] GrossReturns { get; init; }

    /// <summary>Trading costs plus borrow fees.</summary>
    public required double[] Costs { get; init; }

    /// <summary>The part of <see cref="Costs"/> paid for trading: fee, half spread and impact.</summary>
    public required double[] TradingCosts { get; init; }

    /// <summary>The part of <see cref="Costs"/> paid for borrowing shorts.</summary>
    public required double[] BorrowCosts { get; init; }

    /// <summary>Traded notional, buys and sells, as a fraction of the equity at the day's start.</summary>
    public required double[] Turnover { get; init; }

    /// <summary>Sum of absolute weights after the day's trading.</summary>
    public required double[] GrossExposure { get; init; }

    /// <summary>Sum of signed weights after the day's trading.</summary>
    public required double[] NetExposure { get; init; }

    /// <summary>Names held long after the day's trading.</summary>
    public required int[] LongCount { get; init; }

    /// <summary>Names held short after the day's trading.</summary>
    public required int[] ShortCount { get; init; }

    /// <summary>Positions after the last day, largest absolute weight first.</summary>
    public required IReadOnlyList<Position> LastPositions { get; init; }

    /// <summary>
    /// Positions after each day, as <see cref="LastPositions"/>, when the configuration keeps them, else empty.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Position>> DailyPositions { get; init; } = [];

    /// <summary>
    /// Sum of each symbol's daily gross contributions, by panel symbol; adds up to the sum of
    /// <see cref="GrossReturns"/>.
    /// </summary>
    public required double[] Contribution { get; init; }

    /// <summary>Every trade when the configuration keeps them, else empty.</summary>
    public required IReadOnlyList<Fill> Fills { get; init; }
}
