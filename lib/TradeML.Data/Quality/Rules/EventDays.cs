using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Quality.Rules;

/// <summary>
/// Ex-dates of the corporate actions the lake knows, by symbol, and what they should do to the price.
/// </summary>
internal sealed class EventDays
{
    private readonly Dictionary<string,
        SortedDictionary<(DateOnly Day, string Source, string Type, string Id), (double Ratio, double Amount)>> rows =
            new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<DateOnly, DayEvents>> days = new(StringComparer.Ordinal);

    /// <summary>Reads the days from raw/corp_actions.</summary>
    public EventDays(DataLake lake) =>
        Add(lake.Reader.ReadBatch("raw/corp_actions", filter: new FileFilter { HereOnly = true }));

    /// <summary>Reads the days of one symbol.</summary>
    public EventDays(DataLake lake, string symbol) =>
        Add(lake.Reader.ReadBatch("raw/corp_actions", filter: new FileFilter { HereOnly = true, Symbols = [symbol] }));

    /// <summary>The days of a symbol, or null when it has none.</summary>
    public IReadOnlyDictionary<DateOnly, DayEvents>? Of(string symbol)
    {
        if (!rows.TryGetValue(symbol, out var known)) return null;
        if (!days.TryGetValue(symbol, out var events))
            days[symbol] = events = known.GroupBy(r => r.Key.Day)
                .ToDictionary(g => g.Key,
                    g => Sum(g.GroupBy(r => r.Key.Source).First().Select(r => (r.Key.Type, r.Value))));
        return events;
    }

    /// <summary>Adds the days of more actions; one that is known already is replaced.</summary>
    public void Add(ColumnBatch actions)
    {
        var symbols = actions.Get<string?[]>("symbol");
        var (exDates, types, sources) = (actions.Get<DateOnly[]>("ex_date"), actions.Get<string?[]>("event_type"),
            actions.Get<string?[]>("source_name"));
        var (ids, ratios, amounts) = (actions["vendor_id"] as string?[], actions["ratio"] as double[],
            actions["amount"] as double[]);
        for (var i = 0; i < actions.RowCount; i++)
        {
            if (!rows.TryGetValue(symbols[i]!, out var known)) rows.Add(symbols[i]!, known = []);
            known[(exDates[i], sources[i]!, types[i]!, ids?[i] ?? "")] = (ratios?[i] ?? double.NaN,
                amounts?[i] ?? double.NaN);
            days.Remove(symbols[i]!);
        }
    }

    private static DayEvents Sum(IEnumerable<(string Type, (double Ratio, double Amount) Size)> events)
    {
        var (ratio, cash, sized) = (1.0, 0.0, true);
        foreach (var (type, size) in events)
        {
            if (type is "SPLIT" or "STOCK_DIVIDEND" && size.Ratio > 0) ratio *= size.Ratio;
            else if (type == "DIVIDEND" && double.IsFinite(size.Amount)) cash += size.Amount;
            else if (type != "NAME_CHANGE") sized = false;
        }

        return new DayEvents(ratio, cash, sized);
    }
}
