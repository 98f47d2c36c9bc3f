namespace TradeML.VendorSim.Market.Macro;

/// <summary>
/// Makes the daily series: a row for each weekday, without a value on holidays, released the next open day.
/// </summary>
internal static class DailySeries
{
    /// <summary>
    /// The series of one maturity of the curve; a value first published wrong is corrected one release later.
    /// </summary>
    public static MacroSeries OfYield(MacroDefinition definition, YieldCurve curve)
    {
        var tenor = YieldTenor.All.Select(t => t.Series).ToList().IndexOf(definition.Id);
        return Create(definition, curve, index => (curve.First(index, tenor), curve.Last(index, tenor)));
    }

    /// <summary>The volatility index: the exponential of a mean-reverting process with jumps up.</summary>
    public static MacroSeries OfVolatility(MacroDefinition definition, YieldCurve curve, int seed)
    {
        var random = new SimulationRandom(seed, 4_150_000);
        var path = new double[curve.Days.Count];
        var state = Math.Log(19);
        for (var i = 0; i < path.Length; i++)
        {
            state += (0.018 * (Math.Log(18) - state)) + (0.055 * random.Normal())
                + (random.Uniform() < 0.012 ? random.Uniform(0.15, 0.45) : 0);
            path[i] = Math.Round(Math.Clamp(Math.Exp(state), 9, 85), 2);
        }

        return Create(definition, curve, index => (path[index], path[index]));
    }

    private static MacroSeries Create(
        MacroDefinition definition, YieldCurve curve, Func<int, (double First, double Last)> values)
    {
        var observations = new List<MacroObservation>();
        var index = 0;
        for (var day = curve.Days[0]; day <= curve.Days[^1].AddDays(-7); day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            var (first, last) = (double.NaN, double.NaN);
            if (curve.Days[index] == day) (first, last) = values(index++);
            if (observations.Count == 0 && double.IsNaN(last)) continue;
            var released = BusinessDays.Next(day);
            var corrected = BusinessDays.Next(released);
            observations.Add(MacroObservation.Create(
                day,
                [
                    new MacroVintage(BusinessDays.Instant(released, definition.ReleasedAt), released, first),
                    new MacroVintage(BusinessDays.Instant(corrected, definition.ReleasedAt), corrected, last),
                ],
                definition.LoadedOn));
        }

        return new MacroSeries(definition, observations);
    }
}
