namespace TradeML.Research.Validation;

/// <summary>
/// The worst loss of an equity curve from its running peak. Indices count the curve: 0 is the starting 1, i is after
/// the i-th return, so a loss on the first day counts.
/// </summary>
/// <param name="Maximum">Largest fall from a peak as a positive fraction; 0 when there is none.</param>
/// <param name="PeakIndex">Where that fall began.</param>
/// <param name="TroughIndex">Where it was deepest.</param>
/// <param name="RecoveryIndex">First index after the trough at or above the peak; null when the curve never came
/// back.</param>
/// <param name="LongestUnderwater">Longest run of consecutive points strictly below the running peak.</param>
public readonly record struct Drawdown(
    double Maximum, int PeakIndex, int TroughIndex, int? RecoveryIndex, int LongestUnderwater)
{
    /// <summary>Measures the equity curve of simple returns.</summary>
    /// <param name="returns">Simple returns per period.</param>
    public static Drawdown Of(ReadOnlySpan<double> returns)
    {
        double equity = 1, peak = 1, worst = 0, worstPeak = 1;
        int peakIndex = 0, worstPeakIndex = 0, troughIndex = 0, underwater = 0, longest = 0;
        int? recovery = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            equity *= 1 + returns[i];
            if (double.IsNaN(equity)) return new(double.NaN, 0, 0, null, 0);
            if (equity >= worstPeak && recovery is null) recovery = i + 1;
            if (equity < peak)
            {
                longest = Math.Max(longest, ++underwater);
                var fall = 1 - (equity / peak);
                if (fall <= worst) continue;
                (worst, worstPeak, worstPeakIndex, troughIndex, recovery) = (fall, peak, peakIndex, i + 1, null);
                continue;
            }

            underwater = 0;
            if (equity > peak) (peak, peakIndex) = (equity, i + 1);
        }

        return new(worst, worstPeakIndex, troughIndex, recovery, longest);
    }
}
