using TradeML.Core.Errors;

namespace TradeML.Data.Curation;

/// <summary>
/// Multiplicative back-adjustment of one symbol. Price factor of an ex-date (CRSP): a spin-off worth S per old share, a
/// split of r new shares per old share and cash D per new share give (1 - S/P) / r x (1 - D / ((P - S) / r)), with P
/// the raw close of the bar before the ex-date. Total-return factor: the same value handed out and reinvested at the
/// close of the ex-date, 1 / (1 + (S/r + D) / close) / r. Volumes change by r alone. An ex-date without a bar takes
/// effect at the next bar. A bar's own factors depend on nothing after it.
/// </summary>
/// <remarks>
/// Source: CRSP, Data Descriptions Guide, "Factor to adjust prices"; the total-return form is that of the
/// dividend-reinvested index.
/// </remarks>
public static class AdjustmentChain
{
    /// <summary>Computes the factors of one symbol.</summary>
    /// <param name="days">Days of the bars, strictly ascending.</param>
    /// <param name="closes">Raw closes, positive.</param>
    /// <param name="events">The symbol's events in any order; they are applied in order of ex-date, spin-offs before
    /// splits before cash.</param>
    /// <param name="view">When given, only events with ex-date and known date on or before it count; the caller gives
    /// only bars up to it.</param>
    /// <returns>Factors for every bar. Events after the last bar scale all bars, in
    /// <see cref="AdjustmentSeries.Steps"/> with an index past the end.</returns>
    /// <exception cref="TradeMLException">Bad input: lengths differ, days not ascending, or a close that is not a
    /// positive number.</exception>
    public static AdjustmentSeries Build(
        ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> closes, IEnumerable<CorporateEvent> events,
        DateOnly? view = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        Check(days, closes);
        var ordered = events
            .Where(e => view is not { } v || (e.ExDate <= v && (e.KnownDate ?? e.ExDate) <= v))
            .OrderBy(e => e.ExDate).ThenBy(e => Rank(e.Kind)).ThenBy(e => e.Amount).ThenBy(e => e.Ratio).ToArray();

        var n = days.Length;
        double[] price = Ones(n), volume = Ones(n), total = Ones(n);
        var steps = new List<AdjustmentStep>();
        var refused = new List<RefusedEvent>();
        for (var i = 0; i < ordered.Length;)
        {
            var index = FirstOnOrAfter(days, ordered[i].ExDate);
            var next = i + 1;
            while (next < ordered.Length && (index == n || ordered[next].ExDate <= days[index])) next++;
            var step = Step(ordered.AsSpan(i, next - i), index, closes, refused);
            steps.Add(step);
            if (index < n)
                (price[index], volume[index], total[index]) = (step.PriceFactor, step.VolumeFactor,
                    step.TotalReturnFactor);
            i = next;
        }

        var pending = steps.Count > 0 && steps[^1].Index == n ? steps[^1] : new AdjustmentStep(default, n, 1, 1, 1, 1);
        return new AdjustmentSeries(
            price, volume, total, Cumulate(price, pending.PriceFactor), Cumulate(volume, pending.VolumeFactor),
            Cumulate(total, pending.TotalReturnFactor), steps, refused);
    }

    private static AdjustmentStep Step(
        ReadOnlySpan<CorporateEvent> group, int index, ReadOnlySpan<double> closes, List<RefusedEvent> refused)
    {
        var exDate = group[^1].ExDate;
        if (index == 0)
        {
            foreach (var e in group)
                refused.Add(new(e, "There is no bar before the ex-date, so there is nothing to adjust."));
            return new AdjustmentStep(exDate, index, double.NaN, 1, 1, 1);
        }

        // left: what remains of the prior close, paid: value handed out; both on the share basis reached so far.
        double prior = closes[index - 1], left = prior, paid = 0, price = 1, ratio = 1;
        foreach (var e in group)
        {
            if (e.Kind == CorporateEventKind.Split)
            {
                if (!(e.Ratio > 0) || double.IsInfinity(e.Ratio))
                {
                    refused.Add(new(e, $"The split ratio {e.Ratio} is not a positive number."));
                    continue;
                }

                (left, paid, price, ratio) = (left / e.Ratio, paid / e.Ratio, price / e.Ratio, ratio * e.Ratio);
            }
            else if (!(e.Amount >= 0) || double.IsInfinity(e.Amount))
            {
                refused.Add(new(e, double.IsNaN(e.Amount)
                    ? "The worth of the distribution is unknown."
                    : $"The distribution of {e.Amount} per share is not a valid amount."));
            }
            else
            {
                paid += e.Amount;
                if (e.Amount < left) (price, left) = (price * (1 - (e.Amount / left)), left - e.Amount);
                else
                    refused.Add(
                        new(e,
                            $"The distribution of {e.Amount} per share is not below the {left} that "
                                + "the share cost before it: " +
                        "the price chain leaves it out, the total return takes it."));
            }
        }

        var exClose = index < closes.Length ? closes[index] : left;
        return new AdjustmentStep(exDate, index, prior, price, ratio,
            paid == 0 ? 1 / ratio : 1 / (1 + (paid / exClose)) / ratio);
    }

    private static int Rank(CorporateEventKind kind) => kind switch
    {
        CorporateEventKind.SpinOff => 0,
        CorporateEventKind.Split => 1,
        _ => 2,
    };

    private static double[] Cumulate(double[] steps, double pending)
    {
        var result = new double[steps.Length];
        var product = pending;
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            result[i] = product;
            product *= steps[i];
        }

        return result;
    }

    private static int FirstOnOrAfter(ReadOnlySpan<DateOnly> days, DateOnly day)
    {
        var at = days.BinarySearch(day);
        return at >= 0 ? at : ~at;
    }

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1.0);
        return ones;
    }

    private static void Check(ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> closes)
    {
        if (days.Length != closes.Length)
            throw new TradeMLException(ErrorKind.BadInput, $"There are {days.Length} days and {closes.Length} closes.");
        for (var i = 0; i < days.Length; i++)
        {
            if (i > 0 && days[i] <= days[i - 1])
                throw new TradeMLException(ErrorKind.BadInput,
                    $"The days are not strictly ascending: {days[i]:yyyy-MM-dd} follows {days[i - 1]:yyyy-MM-dd}.");
            if (!(closes[i] > 0) || double.IsInfinity(closes[i]))
                throw new TradeMLException(ErrorKind.BadInput,
                    $"The close of {days[i]:yyyy-MM-dd} is {closes[i]}, not a positive number.");
        }
    }
}
