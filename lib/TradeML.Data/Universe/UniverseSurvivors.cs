using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Lake;

namespace TradeML.Data.Universe;

/// <summary>Judges by the dead names of reference/universe whether it was drawn from survivors.</summary>
public static class UniverseSurvivors
{
    /// <summary>
    /// A name enters on its first eligible day and is dead when its bars end more than the grace before the table does.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Rates, significance and grace.</param>
    public static SurvivorshipVerdict Of(DataLake lake, SurvivorshipOptions options)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        using var session = lake.OpenSession();
        session.Register(UniverseTable.Name);
        var rows = session.Query(
            """
            SELECT min(date) FILTER (WHERE eligible), max(date) FILTER (WHERE listed),
                (SELECT max(date) FROM reference.universe)
            FROM reference.universe GROUP BY symbol, security_id HAVING bool_or(eligible) ORDER BY 1, 2
            """);
        if (rows.RowCount == 0) return SurvivorshipTest.Of([], DateOnly.MinValue, options);
        var (first, lastBar, last) = (rows.Dates(0), rows.Dates(1), rows.Dates(2)[0]);
        var calendar = ExchangeCalendar.Xnys;
        var alive = calendar.Days[Math.Max(0, calendar.IndexAtOrBefore(last) - options.GraceSessions)];
        return SurvivorshipTest.Of([.. first.Select((day, i) => new LifeSpan(day, lastBar[i] < alive))], last, options);
    }
}
