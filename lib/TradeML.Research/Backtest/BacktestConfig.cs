using TradeML.Core.Errors;

namespace TradeML.Research.Backtest;

/// <summary>How a long–short book is formed and charged. Every rate has its unit in its name.</summary>
public sealed record BacktestConfig
{
    /// <summary>Sessions between rebalances, at least 1. Default 5.</summary>
    public int RebalanceEvery { get; init; } = 5;

    /// <summary>Share of the eligible names held on each side, above 0 to 0.5. Default 0.2.</summary>
    public double Quantile { get; init; } = 0.2;

    /// <summary>Weighting inside a side. Default equal.</summary>
    public WeightScheme Weights { get; init; } = WeightScheme.Equal;

    /// <summary>Gross exposure aimed at, as a multiple of capital, half on each side. Default 1.</summary>
    public double GrossTarget { get; init; } = 1;

    /// <summary>Largest absolute weight of one name, above 0 to 1. Default 0.05.</summary>
    public double PerNameCap { get; init; } = 0.05;

    /// <summary>Lowest raw close, on the signal's date, of a name that may be held; currency. Default 5.</summary>
    public double MinRawPrice { get; init; } = 5;

    /// <summary>
    /// Lowest mean dollar volume over <see cref="LiquidityWindow"/> rows, on the signal's date; currency. Default
    /// 1,000,000.
    /// </summary>
    public double MinAdvDollars { get; init; } = 1_000_000;

    /// <summary>Rows over which ADV and daily volatility are taken, at least 2. Default 20.</summary>
    public int LiquidityWindow { get; init; } = 20;

    /// <summary>
    /// Capital that participation is counted against; currency. It does not compound. Default 1,000,000.
    /// </summary>
    public double Capital { get; init; } = 1_000_000;

    /// <summary>Half the quoted spread, charged on traded notional; basis points. Default 2.</summary>
    public double HalfSpreadBps { get; init; } = 2;

    /// <summary>Broker and exchange fees, charged on traded notional; basis points. Default 0.</summary>
    public double FeeBps { get; init; }

    /// <summary>Y of the square-root law: impact = Y · σ(daily) · √(traded / ADV) of price. Default 1.</summary>
    public double ImpactCoefficient { get; init; } = 1;

    /// <summary>Borrow fee of short positions, a year of 252 sessions; basis points. Default 50.</summary>
    public double BorrowBpsPerYear { get; init; } = 50;

    /// <summary>
    /// Sessions in a row without a bar after which a position is closed at its last close: a rule that needs no
    /// knowledge of the future. At least 1. Default 10.
    /// </summary>
    public int CloseAfterMissing { get; init; } = 10;

    /// <summary>
    /// Return booked when a position is closed for missing bars, −1 or more. Default 0: out at the last close.
    /// </summary>
    public double DelistingReturn { get; init; }

    /// <summary>Whether the result lists every fill. Default false.</summary>
    public bool KeepFills { get; init; }

    /// <summary>Whether the result lists the positions of every day. Default false.</summary>
    public bool KeepPositions { get; init; }

    /// <summary>Checks all values and names every fault in one message.</summary>
    /// <exception cref="TradeMLException">Bad input: a value outside its range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        void Check(bool good, string fault)
        {
            if (!good) faults.Add(fault);
        }

        Check(RebalanceEvery >= 1, $"{nameof(RebalanceEvery)} {RebalanceEvery} is below 1");
        Check(Quantile is > 0 and <= 0.5, $"{nameof(Quantile)} {Quantile} is not above 0 and at most 0.5");
        Check(GrossTarget is > 0 and <= 10, $"{nameof(GrossTarget)} {GrossTarget} is not above 0 and at most 10");
        Check(PerNameCap is > 0 and <= 1, $"{nameof(PerNameCap)} {PerNameCap} is not above 0 and at most 1");
        Check(MinRawPrice >= 0, $"{nameof(MinRawPrice)} {MinRawPrice} is negative");
        Check(MinAdvDollars >= 0, $"{nameof(MinAdvDollars)} {MinAdvDollars} is negative");
        Check(LiquidityWindow >= 2, $"{nameof(LiquidityWindow)} {LiquidityWindow} is below 2");
        Check(Capital > 0, $"{nameof(Capital)} {Capital} is not positive");
        Check(HalfSpreadBps >= 0 && FeeBps >= 0 && ImpactCoefficient >= 0 && BorrowBpsPerYear >= 0,
            "a cost rate is negative");
        Check(CloseAfterMissing >= 1, $"{nameof(CloseAfterMissing)} {CloseAfterMissing} is below 1");
        Check(DelistingReturn >= -1, $"{nameof(DelistingReturn)} {DelistingReturn} is below -1");
        if (faults.Count > 0)
            throw new TradeMLException(ErrorKind.BadInput,
                $"The backtest configuration has faults: {string.Join("; ", faults)}.");
    }
}
