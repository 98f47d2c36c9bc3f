namespace TradeML.Research.Validation;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Bin">Number of the bin.</param>
/// <param name="Count">Forecasts in it.</param>
/// <param name="MeanForecast">Their mean; NaN for an empty bin.</param>
/// <param name="Frequency">Share of them that came true; NaN for an empty bin.</param>
internal readonly record struct ReliabilityBin(int Bin, int Count, double MeanForecast, double Frequency);
