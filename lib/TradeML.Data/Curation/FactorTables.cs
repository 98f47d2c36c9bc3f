using TradeML.Lake.Reading;

namespace TradeML.Data.Curation;

/// <summary>
/// Collects factors sparsely and puts them before SQL: <c>factor_span</c> holds cumulative factors from a day on,
/// <c>factor_step</c> the own factors of days that have an event.
/// </summary>
internal sealed class FactorTables
{
    private readonly List<string> spanSymbols = [], stepSymbols = [];
    private readonly List<DateOnly> spanDays = [], stepDays = [];
    private readonly List<double>[] spans = [[], [], []], steps = [[], [], []];

    public void Add(SymbolCuration curation)
    {
        var days = curation.Bars.Days.Span;
        var s = curation.Series;
        for (var i = 0; i < days.Length; i++)
        {
            if (i == 0 || s.CumulativePrice[i] != s.CumulativePrice[i - 1]
                || s.CumulativeVolume[i] != s.CumulativeVolume[i - 1]
                || s.CumulativeTotalReturn[i] != s.CumulativeTotalReturn[i - 1])
            {
                Put(spanSymbols, spanDays, spans, curation.Symbol, days[i], s.CumulativePrice[i], s.CumulativeVolume[i],
                    s.CumulativeTotalReturn[i]);
            }

            if (s.PriceStep[i] != 1 || s.VolumeStep[i] != 1 || s.TotalReturnStep[i] != 1)
                Put(stepSymbols, stepDays, steps, curation.Symbol, days[i], s.PriceStep[i], s.VolumeStep[i],
                    s.TotalReturnStep[i]);
        }
    }

    public void Register(DuckSession session)
    {
        session.CreateTable(
            "factor_span", ("symbol", spanSymbols.ToArray()), ("date", spanDays.ToArray()),
            ("cum_price_factor", spans[0].ToArray()),
            ("cum_volume_factor", spans[1].ToArray()), ("cum_total_return_factor", spans[2].ToArray()));
        session.CreateTable(
            "factor_step", ("symbol", stepSymbols.ToArray()), ("date", stepDays.ToArray()),
            ("price_step", steps[0].ToArray()),
            ("volume_step", steps[1].ToArray()), ("total_return_step", steps[2].ToArray()));
    }

    private static void Put(
        List<string> symbols, List<DateOnly> days, List<double>[] values, string symbol, DateOnly day, double price,
        double volume, double total)
    {
        symbols.Add(symbol);
        days.Add(day);
        values[0].Add(price);
        values[1].Add(volume);
        values[2].Add(total);
    }
}
