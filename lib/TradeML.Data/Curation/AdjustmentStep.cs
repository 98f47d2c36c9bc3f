namespace TradeML.Data.Curation;

/// <summary>The factors of all events that take effect at one bar.</summary>
/// <param name="ExDate">Latest ex-date among them.</param>
/// <param name="Index">Index of the first bar on or after it; the number of bars when none has come yet.</param>
/// <param name="PriorClose">Raw close of the bar before; NaN when there is none, and then nothing is adjusted.</param>
/// <param name="PriceFactor">Factor on earlier prices.</param>
/// <param name="VolumeFactor">Factor on earlier volumes: the split ratio.</param>
/// <param name="TotalReturnFactor">Factor on earlier prices with distributions reinvested at the close of the
/// ex-date.</param>
public readonly record struct AdjustmentStep(
    DateOnly ExDate, int Index, double PriorClose, double PriceFactor, double VolumeFactor, double TotalReturnFactor);
