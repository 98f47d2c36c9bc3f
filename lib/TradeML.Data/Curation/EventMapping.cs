using TradeML.Data.Reference;

namespace TradeML.Data.Curation;

/// <summary>Turns rows of reference/corp_actions into what the adjustment chain takes.</summary>
internal static class EventMapping
{
    /// <summary>
    /// The events that take effect at a bar after the first and not after the last. A spin-off is worth its ratio times
    /// the close of the new company on the day of the parent's bar: a later close would put the future into that day's
    /// factor.
    /// </summary>
    public static IEnumerable<CorporateEvent> For(
        SymbolBars bars, IEnumerable<MergedEvent> events, Func<string, DateOnly, double?> closeOf)
    {
        if (bars.Days.Length == 0) yield break;
        var (first, last) = (bars.Days.Span[0], bars.Days.Span[^1]);
        foreach (var e in events)
        {
            if (e.ExDate <= first || e.ExDate > last) continue;
            switch (e.Type)
            {
                case "SPLIT" or "STOCK_DIVIDEND":
                    yield return CorporateEvent.Split(e.ExDate, e.Ratio);
                    break;
                case "DIVIDEND":
                    yield return CorporateEvent.Cash(e.ExDate, e.Amount);
                    break;
                case "SPIN_OFF":
                    var close = e.Related is { } related ? closeOf(related, BarOn(bars, e.ExDate)) : null;
                    yield return CorporateEvent.SpinOff(e.ExDate, close is { } c ? e.Ratio * c : double.NaN);
                    break;
            }
        }
    }

    /// <summary>Day of the first bar on or after a day that is not after the last bar.</summary>
    public static DateOnly BarOn(SymbolBars bars, DateOnly day)
    {
        var at = bars.Days.Span.BinarySearch(day);
        return bars.Days.Span[at >= 0 ? at : ~at];
    }
}
