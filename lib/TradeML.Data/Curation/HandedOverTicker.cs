namespace TradeML.Data.Curation;

/// <summary>
/// The adjustment of a ticker that passed from one security to another: a chain for each, so that nothing of the one
/// reaches the prices of the other.
/// </summary>
internal static class HandedOverTicker
{
    /// <summary>Computes the factors of each security's own bars and puts them one after another.</summary>
    /// <param name="days">Days of the bars, strictly ascending.</param>
    /// <param name="closes">Raw closes, positive.</param>
    /// <param name="events">The ticker's events in any order. One counts for the security that had the ticker on its
    /// ex-date; after that security's last bar it is left out.</param>
    /// <param name="handovers">Days from which on another security has the ticker, ascending; none for one
    /// security.</param>
    public static AdjustmentSeries Build(
        ReadOnlySpan<DateOnly> days, ReadOnlySpan<double> closes, IReadOnlyCollection<CorporateEvent> events,
        IReadOnlyList<DateOnly> handovers)
    {
        ArgumentNullException.ThrowIfNull(handovers);
        if (handovers.Count == 0) return AdjustmentChain.Build(days, closes, events);
        var n = days.Length;
        double[][] factors = [.. Enumerable.Range(0, 6).Select(_ => new double[n])];
        var (steps, refused) = (new List<AdjustmentStep>(), new List<RefusedEvent>());
        var from = DateOnly.MinValue;
        for (int part = 0, first = 0; part <= handovers.Count; part++)
        {
            DateOnly? until = part < handovers.Count ? handovers[part] : null;
            var end = until is { } day ? IndexOf(days, day) : n;
            if (end > first)
            {
                var last = until is null ? DateOnly.MaxValue : days[end - 1];
                var series = AdjustmentChain.Build(days[first..end], closes[first..end],
                    events.Where(e => e.ExDate >= from && e.ExDate <= last));
                double[][] own = [series.PriceStep, series.VolumeStep, series.TotalReturnStep, series.CumulativePrice,
                    series.CumulativeVolume, series.CumulativeTotalReturn];
                for (var i = 0; i < own.Length; i++) own[i].CopyTo(factors[i], first);
                foreach (var step in series.Steps) steps.Add(step with { Index = step.Index + first });
                refused.AddRange(series.Refused);
            }

            (first, from) = (end, until ?? from);
        }

        return new(factors[0], factors[1], factors[2], factors[3], factors[4], factors[5], steps, refused);
    }

    private static int IndexOf(ReadOnlySpan<DateOnly> days, DateOnly day)
    {
        var at = days.BinarySearch(day);
        return at >= 0 ? at : ~at;
    }
}
