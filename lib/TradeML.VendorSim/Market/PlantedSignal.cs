namespace TradeML.VendorSim.Market;

/// <summary>
/// The planted alpha: a weighted sum of four things that anyone can compute from published bars, each standardised over
/// the securities of a day and cut at 3 deviations: 5-day reversal, 126-day momentum, low 60-day volatility and
/// reversal of the overnight gap.
/// </summary>
internal sealed class PlantedSignal
{
    /// <summary>
    /// From the information coefficient over five sessions to the daily expected return in units of the security's own
    /// volatility. Follows from the autocorrelation of the signal (its daily effects add up over five sessions, so this
    /// is below 1) and from the part of the returns that is not the security's own; fixed once from markets of many
    /// seeds.
    /// </summary>
    private const double DailyPerIc = 0.722;

    private const int Parts = 4;
    private static readonly double[] Weights = [0.55, 0.45, 0.35, 0.35];

    private readonly double coefficient;
    private readonly double[][] parts;
    private readonly double[] score;
    private readonly int[] members;
    private int count;

    public PlantedSignal(double informationCoefficient, int securities)
    {
        coefficient = informationCoefficient * DailyPerIc;
        parts = [.. Enumerable.Range(0, Parts).Select(_ => new double[securities])];
        score = new double[securities];
        members = new int[securities];
    }

    /// <summary>Standardised signal of a security; 0 when it is not listed.</summary>
    public double Signal(int security) => score[security];

    /// <summary>Expected log return of the next session that the signal adds.</summary>
    public double Expected(int security, double volatility) => coefficient * volatility * score[security];

    /// <summary>Begins a day.</summary>
    public void Begin()
    {
        count = 0;
        Array.Clear(score);
    }

    /// <summary>Adds a security at its close. NaN marks a part that is not known yet; it counts as average.</summary>
    public void Add(int security, double return5, double return126, double volatility60, double gap)
    {
        members[count++] = security;
        parts[0][security] = -return5;
        parts[1][security] = return126;
        parts[2][security] = -volatility60;
        parts[3][security] = -gap;
    }

    /// <summary>Computes the day's signals.</summary>
    public void Finish()
    {
        for (var p = 0; p < Parts; p++)
        {
            Standardise(parts[p]);
            for (var k = 0; k < count; k++) score[members[k]] += Weights[p] * Math.Clamp(parts[p][members[k]], -3, 3);
        }

        Standardise(score);
    }

    private void Standardise(double[] values)
    {
        var (n, sum, squares) = (0, 0.0, 0.0);
        for (var k = 0; k < count; k++)
        {
            var value = values[members[k]];
            if (double.IsNaN(value)) continue;
            n++;
            sum += value;
            squares += value * value;
        }

        var mean = n > 0 ? sum / n : 0;
        var deviation = n > 1 ? Math.Sqrt(Math.Max(0, (squares / n) - (mean * mean))) : 0;
        for (var k = 0; k < count; k++)
        {
            ref var value = ref values[members[k]];
            value = double.IsNaN(value) || deviation < 1e-12 ? 0 : (value - mean) / deviation;
        }
    }
}
