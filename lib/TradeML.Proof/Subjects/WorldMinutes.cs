using TradeML.Proof.Worlds;
using TradeML.Research.Features.Intraday;

namespace TradeML.Proof.Subjects;

/// <summary>The minute bars of a world, each in the version that was known when its minute ended.</summary>
internal static class WorldMinutes
{
    internal static IEnumerable<MinuteSeries> Of(MarketWorld world)
    {
        var all = world[WorldTables.Minutes];
        var minute = all.Number("minute");
        var table = all.Newest(row => StartOf(all.Date[row], minute[row]).AddMinutes(1));
        double[] Of(string column) => table.Numbers.GetValueOrDefault(column) ?? table.Number("close");
        double[] high = Of("high"), low = Of("low"), close = table.Number("close"), volume = table.Number("volume");
        minute = table.Number("minute");
        for (int row = 0, first = 0; row < table.Rows; row++)
        {
            if (row + 1 < table.Rows && table.Symbol[row + 1] == table.Symbol[row]) continue;
            var own = first..(row + 1);
            yield return MinuteSeries.Create(
                table.Symbol[first],
                [.. Enumerable.Range(first, row + 1 - first).Select(r => StartOf(table.Date[r], minute[r]))], high[own],
                low[own], close[own], volume[own]);
            first = row + 1;
        }
    }

    private static DateTime StartOf(DateOnly day, double minute) =>
        day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(minute);
}
