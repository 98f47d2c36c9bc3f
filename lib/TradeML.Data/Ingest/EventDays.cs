using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Ingest;

/// <summary>Ex-dates of the corporate actions the lake knows, by symbol: a jump on such a day is explained.</summary>
internal sealed class EventDays
{
    private readonly Dictionary<string, HashSet<DateOnly>> days = new(StringComparer.Ordinal);

    /// <summary>Reads the days from raw/corp_actions.</summary>
    public EventDays(DataLake lake) => Add(lake.Reader.ReadBatch("raw/corp_actions", filter: new FileFilter { HereOnly = true }));

    /// <summary>The days of a symbol, or null when it has none.</summary>
    public IReadOnlySet<DateOnly>? Of(string symbol) => days.GetValueOrDefault(symbol);

    /// <summary>Adds the days of more actions.</summary>
    public void Add(ColumnBatch actions)
    {
        var symbols = actions.Get<string?[]>("symbol");
        var exDates = actions.Get<DateOnly[]>("ex_date");
        for (var i = 0; i < actions.RowCount; i++)
        {
            if (!days.TryGetValue(symbols[i]!, out var set)) days.Add(symbols[i]!, set = []);
            set.Add(exDates[i]);
        }
    }
}
