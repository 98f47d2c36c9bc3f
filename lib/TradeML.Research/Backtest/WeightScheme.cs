namespace TradeML.Research.Backtest;

/// <summary>How weight is spread over the names of one side.</summary>
public enum WeightScheme
{
    /// <summary>The same weight for every name.</summary>
    Equal,

    /// <summary>Weights that fall linearly from the best-ranked name (n shares) to the last (1 share).</summary>
    Rank,
}
