using TradeML.Core.Time;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>
/// One ticker's raw closes and volumes by session, from the curated table: one source a day, RED bars left out.
/// </summary>
/// <param name="Days">Sessions, ascending.</param>
/// <param name="Sessions">Number of each session in the exchange's calendar.</param>
/// <param name="Close">Raw close, in USD.</param>
/// <param name="Volume">Raw volume, in shares.</param>
public sealed record UniverseBars(DateOnly[] Days, int[] Sessions, double[] Close, double[] Volume)
{
    /// <summary>Number of bars.</summary>
    public int Count => Days.Length;

    /// <summary>Reads some tickers' bars from the session's curated table.</summary>
    public static IEnumerable<(string Symbol, UniverseBars Bars)> Read(
        DuckSession session, IReadOnlyList<string> symbols, ExchangeCalendar calendar)
    {
        session.CreateTable("universe_wanted", ("symbol", symbols.ToArray()),
            ("no", Enumerable.Range(0, symbols.Count).ToArray()));
        var rows = session.Query(
            "SELECT no, date, close, volume FROM curated.equities_ohlcv_adj JOIN universe_wanted USING "
                + "(symbol) ORDER BY no, date");
        var (numbers, days, close, volume) = (rows.Longs(0), rows.Dates(1), rows.Doubles(2), rows.Doubles(3));
        for (var start = 0; start < rows.RowCount;)
        {
            var end = start + 1;
            while (end < rows.RowCount && numbers[end] == numbers[start]) end++;
            var range = start..end;
            yield return (symbols[(int)numbers[start]],
                new UniverseBars(days[range], Array.ConvertAll(days[range], calendar.IndexOf), close[range],
                    volume[range]));
            start = end;
        }
    }
}
