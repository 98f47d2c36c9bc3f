namespace TradeML.VendorSim.Market.Macro;

/// <summary>Makes monthly and quarterly series since 1990 with their releases and revisions.</summary>
internal static class PeriodicSeries
{
    public static MacroSeries Create(MacroDefinition definition, YieldCurve curve, int seed)
    {
        var periods = new List<DateOnly>();
        for (var start = new DateOnly(1990, 1, 1); start.Year < 2035; start = start.AddMonths(definition.Months))
            periods.Add(start);
        var stream = 4_200_000 + (MacroCatalog.Periodic.Select(d => d.Id).ToList().IndexOf(definition.Id) * 10_000);
        var truth = Truth(definition.Id, periods, curve, new SimulationRandom(seed, stream));
        var releases = periods.Select(definition.ReleaseDay).ToArray();
        return new MacroSeries(
            definition,
            [.. periods
                .Select((start, i) =>
                    Observe(definition, start, truth[i], releases, i, new SimulationRandom(seed, stream + 1 + i)))]);
    }

    /// <summary>
    /// The first value, one at each of the next releases, and one at each yearly revision that reaches it.
    /// </summary>
    private static MacroObservation Observe(
        MacroDefinition definition, DateOnly start, double truth, DateOnly[] releases, int i, SimulationRandom random)
    {
        var errors = new SortedDictionary<DateOnly, double>();
        var yearly = new List<DateOnly>();
        for (var k = i + 1; k < releases.Length && k <= i + (definition.YearlyReach * 12 / definition.Months); k++)
            if (start.AddMonths((k - i) * definition.Months).Month == definition.YearlyMonth) yearly.Add(releases[k]);
        var left = 0.0;
        for (var k = yearly.Count - 1; k >= 0; k--)
        {
            errors[yearly[k]] = left;
            left += definition.YearlyError * random.Normal();
        }

        for (var k = definition.NextReleases; k >= 0; k--)
        {
            var day = definition.ReleaseDay(start.AddMonths(k));
            if (yearly.Count == 0 || day < yearly[0]) errors[day] = left;
            left += definition.FirstError / Math.Max(1, definition.NextReleases) * random.Normal();
        }

        return MacroObservation.Create(
            start,
            errors.Select(error => new MacroVintage(
                BusinessDays.Instant(error.Key, definition.ReleasedAt), error.Key,
                Math.Round(definition.IsLevel ? truth * (1 + error.Value) : truth + error.Value, definition.Decimals))),
            definition.LoadedOn);
    }

    private static double[] Truth(string id, List<DateOnly> periods, YieldCurve curve, SimulationRandom random) =>
        id switch
        {
            "UNRATE" => Reverting(periods.Count, 5.6, 5.5, 0.985, 0.14, random),
            "PAYEMS" => Growing(periods.Count, 109_000, 0.0011, 0.0012, 0.6, random),
            "CPIAUCSL" => Growing(periods.Count, 127.5, 0.0021, 0.0018, 0.5, random),
            "INDPRO" => Growing(periods.Count, 63, 0.0012, 0.006, 0.3, random),
            "GDPC1" => Growing(periods.Count, 10_000, 0.0061, 0.005, 0.35, random),
            _ => Overnight(periods, curve),
        };

    private static double[] Reverting(
        int count, double first, double mean, double persistence, double shock, SimulationRandom random)
    {
        var path = new double[count];
        for (var i = 0; i < count; i++)
            path[i] = Math.Max(2.5,
                i == 0 ? first : mean + (persistence * (path[i - 1] - mean)) + (shock * random.Normal()));
        return path;
    }

    /// <summary>A level whose growth per period follows an autoregression around its mean.</summary>
    private static double[] Growing(
        int count, double first, double growth, double shock, double persistence, SimulationRandom random)
    {
        var path = new double[count];
        var (level, rate) = (first, growth);
        for (var i = 0; i < count; i++)
        {
            path[i] = level;
            rate = growth + (persistence * (rate - growth)) + (shock * random.Normal());
            level *= Math.Exp(rate);
        }

        return path;
    }

    /// <summary>Mean of the three-month yield over the month, less five basis points.</summary>
    private static double[] Overnight(List<DateOnly> periods, YieldCurve curve)
    {
        var tenor = YieldTenor.All.Select(t => t.Label).ToList().IndexOf("3 Mo");
        var months = curve.Days.Select((day, i) => (day, i))
            .GroupBy(pair => new DateOnly(pair.day.Year, pair.day.Month, 1))
            .ToDictionary(group => group.Key, group => group.Average(pair => curve.Last(pair.i, tenor)));
        return [.. periods.Select(month => Math.Max(0.01, months[month] - 0.05))];
    }
}
