using System.Globalization;

namespace TradeML.Core.Universe;

/// <summary>
/// Tells a universe that was drawn from survivors by its dead: a name first seen T years before the end is dead at the
/// end with probability 1 − exp(−λT). The number of dead is a sum of independent Bernoulli variables with these
/// probabilities (Poisson binomial), whose lower tail is summed exactly; the verdict is IMPLAUSIBLE when it is at most
/// the significance even for the least rate λ that is believed of any broad universe.
/// </summary>
public static class SurvivorshipTest
{
    private const double DaysOfYear = 365.25;

    /// <summary>Judges a universe.</summary>
    /// <param name="names">Its names.</param>
    /// <param name="last">Last day (local) of the data.</param>
    /// <param name="options">Rates and significance.</param>
    public static SurvivorshipVerdict Of(
        IReadOnlyCollection<LifeSpan> names, DateOnly last, SurvivorshipOptions options)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        if (names.Count == 0)
            return new(SurvivorshipState.Unknown, "The universe holds no name, so nothing can be said of survivors.", 0,
                0, last, last, 0, 0, 0, double.NaN);
        var years = names.Select(n => Math.Max(0, last.DayNumber - n.First.DayNumber) / DaysOfYear).ToArray();
        var (first, dead) = (names.Min(n => n.First), names.Count(n => n.Ended));
        double Expected(double rate) => years.Sum(t => Death(rate, t));
        var (expected, least) = (Expected(options.DelistingRate), Expected(options.LeastRate));
        var probability = AtMost(dead, Array.ConvertAll(years, t => Death(options.LeastRate, t)));
        var noneDead = Math.Exp(-options.LeastRate * years.Sum());
        var state = probability <= options.Significance ? SurvivorshipState.Implausible
            : noneDead > options.Significance && dead < Math.Max(least, 1)
                ? SurvivorshipState.Unknown
                : SurvivorshipState.Ok;
        return new(state, Say(state, names.Count, dead, first, last, years.Sum(), expected, least, options),
            names.Count, dead, first, last, years.Sum(), expected, least, probability);
    }

    /// <summary>Probability that at most some of independent events happen.</summary>
    /// <param name="count">How many at most, not negative.</param>
    /// <param name="probabilities">Probability of each event, in [0, 1].</param>
    public static double AtMost(int count, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count >= probabilities.Count) return 1;
        var exactly = new double[count + 1];
        exactly[0] = 1;
        foreach (var p in probabilities)
        {
            for (var k = count; k > 0; k--) exactly[k] = (exactly[k] * (1 - p)) + (exactly[k - 1] * p);
            exactly[0] *= 1 - p;
        }

        return Math.Min(1, exactly.Sum());
    }

    private static double Death(double rate, double years) => 1 - Math.Exp(-rate * years);

    private static string Say(
        SurvivorshipState state, int names, int dead, DateOnly first, DateOnly last, double years, double expected,
        double least, SurvivorshipOptions options)
    {
        var seen = string.Create(CultureInfo.InvariantCulture,
            $"{dead:N0} of {names:N0} names stopped trading between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}");
        return state switch
        {
            SurvivorshipState.Implausible => string.Create(
                CultureInfo.InvariantCulture,
                $"{seen}, where {expected:N0} would be expected at {options.DelistingRate:0.0 %} a year and "
                    + $"{least:N0} at the least believable {options.LeastRate:0.0 %}: the names were chosen among "
                    + $"those that survived, which flatters every result made from them."),
            SurvivorshipState.Ok => string.Create(
                CultureInfo.InvariantCulture,
                $"{seen}, where {expected:N0} would be expected at {options.DelistingRate:0.0 %} a year and "
                    + $"{least:N0} at the least believable {options.LeastRate:0.0 %}: not too few to be believed."),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{seen}, {expected:N1} would be expected at {options.DelistingRate:0.0 %} a year: {years:N0} years "
                    + $"of all names together are too few to tell whether they were chosen among survivors."),
        };
    }
}
