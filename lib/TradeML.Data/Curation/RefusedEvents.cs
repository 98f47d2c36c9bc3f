using TradeML.Lake.Control;

namespace TradeML.Data.Curation;

/// <summary>Keeps in the control store which events the adjustment chain left out.</summary>
internal static class RefusedEvents
{
    public static void Save(ControlTransaction tx, IEnumerable<string> symbols, IEnumerable<SymbolRefusal> refused)
    {
        var clear = tx.Prepare("DELETE FROM refused_event WHERE symbol = @symbol", "@symbol");
        foreach (var symbol in symbols) clear.Execute(symbol);
        var add = tx.Prepare(
            "INSERT INTO refused_event (symbol, ex_day, kind, ratio, amount, reason) VALUES (@symbol, @day, @kind, "
                + "@ratio, @amount, @reason)",
            "@symbol", "@day", "@kind", "@ratio", "@amount", "@reason");
        foreach (var (symbol, e, reason) in refused)
            add.Execute(symbol, UnixDay.From(e.ExDate), e.Kind.ToString(), OrNull(e.Ratio), OrNull(e.Amount), reason);
    }

    public static IReadOnlyList<SymbolRefusal> Read(ControlReader reader) => reader
        .Query<(string Symbol, long Day, string Kind, double? Ratio, double? Amount, string Reason)>(
            "SELECT symbol, ex_day, kind, ratio, amount, reason FROM refused_event ORDER BY symbol, ex_day, kind")
        .Select(r => new SymbolRefusal(
            r.Symbol,
            new CorporateEvent(UnixDay.ToDate(r.Day), Enum.Parse<CorporateEventKind>(r.Kind), r.Ratio ?? double.NaN,
                r.Amount ?? double.NaN),
            r.Reason))
        .ToList();

    private static double? OrNull(double value) => double.IsNaN(value) ? null : value;
}
