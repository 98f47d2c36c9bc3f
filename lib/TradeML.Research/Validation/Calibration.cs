using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// How good forecast probabilities are: Brier score (Brier 1950) with Murphy's decomposition (1973), log loss,
/// calibration errors over equal-width bins (Naeini et al. 2015) and the area under the ROC curve.
/// </summary>
internal sealed record Calibration
{
    /// <summary>Mean of (p − y)².</summary>
    public required double Brier { get; init; }

    /// <summary>Mean of −ln of the probability given to what happened, p clipped to [1e-15, 1 − 1e-15].</summary>
    public required double LogLoss { get; init; }

    /// <summary>Expected calibration error: mean |frequency − mean forecast| weighted by count.</summary>
    public required double ExpectedError { get; init; }

    /// <summary>Largest |frequency − mean forecast| of a bin.</summary>
    public required double MaximumError { get; init; }

    /// <summary>Murphy's reliability: weighted (mean forecast − frequency)².</summary>
    public required double Reliability { get; init; }

    /// <summary>Murphy's resolution: weighted (frequency − base rate)².</summary>
    public required double Resolution { get; init; }

    /// <summary>Murphy's uncertainty: base rate × (1 − base rate).</summary>
    public required double Uncertainty { get; init; }

    /// <summary>
    /// Chance that a random event was given a higher forecast than a random non-event, ties half; NaN when one of them
    /// is absent.
    /// </summary>
    public required double AreaUnderCurve { get; init; }

    /// <summary>All bins, empty ones included.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    /// <summary>Measures forecasts against outcomes.</summary>
    /// <param name="forecasts">Probabilities, 0 to 1.</param>
    /// <param name="outcomes">What happened: true or false, as long.</param>
    /// <param name="bins">Equal-width bins, at least 1; p = 1 belongs to the last. Default 10.</param>
    /// <exception cref="TradeMLException">Bad input: no forecasts, unequal lengths, or a forecast that is no
    /// probability.</exception>
    public static Calibration Of(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> outcomes, int bins = 10)
    {
        if (forecasts.Length != outcomes.Length || forecasts.IsEmpty || bins < 1)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"Calibration takes as many outcomes ({outcomes.Length}) as forecasts ({forecasts.Length}), and at "
                    + $"least one bin ({bins}).");
        double squares = 0, logs = 0;
        var (counts, sums, events) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < forecasts.Length; i++)
        {
            var p = forecasts[i];
            if (p is not (>= 0 and <= 1))
                throw new TradeMLException(ErrorKind.BadInput, $"Forecast {i} is {p}, not a probability.");
            var y = outcomes[i] ? 1.0 : 0.0;
            squares += (p - y) * (p - y);
            var clipped = Math.Clamp(p, 1e-15, 1 - 1e-15);
            logs -= outcomes[i] ? Math.Log(clipped) : Math.Log(1 - clipped);
            var bin = Math.Min((int)Math.Floor(p * bins), bins - 1);
            counts[bin]++;
            sums[bin] += p;
            events[bin] += outcomes[i] ? 1 : 0;
        }

        double n = forecasts.Length, rate = events.Sum() / n;
        double error = 0, worst = 0, reliability = 0, resolution = 0;
        var list = new ReliabilityBin[bins];
        for (var bin = 0; bin < bins; bin++)
        {
            list[bin] = new(bin, counts[bin], sums[bin] / counts[bin], (double)events[bin] / counts[bin]);
            if (counts[bin] == 0) continue;
            var gap = list[bin].MeanForecast - list[bin].Frequency;
            var weight = counts[bin] / n;
            error += weight * Math.Abs(gap);
            worst = Math.Max(worst, Math.Abs(gap));
            reliability += weight * gap * gap;
            resolution += weight * (list[bin].Frequency - rate) * (list[bin].Frequency - rate);
        }

        return new()
        {
            Brier = squares / n, LogLoss = logs / n, ExpectedError = error, MaximumError = worst,
            Reliability = reliability,
            Resolution = resolution, Uncertainty = rate * (1 - rate), AreaUnderCurve = Area(forecasts, outcomes),
            Bins = list,
        };
    }

    private static double Area(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> outcomes)
    {
        var ranks = new double[forecasts.Length];
        RankCorrelation.AverageRanks(forecasts, ranks);
        double sum = 0, events = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            if (!outcomes[i]) continue;
            sum += ranks[i];
            events++;
        }

        var others = ranks.Length - events;
        return events > 0 && others > 0 ? (sum - (events * (events + 1) / 2)) / (events * others) : double.NaN;
    }
}
