using TradeML.Lake.Control;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Derived;

/// <summary>
/// What a derived table was last built from: one hash per symbol of its inputs, one per symbol and year of its content.
/// </summary>
internal sealed class CurationState
{
    private const int InputsYear = 0;
    private readonly Dictionary<string, SortedDictionary<int, string>> symbols = new(StringComparer.Ordinal);
    private readonly string table;

    /// <summary>The state of a table that was never built.</summary>
    public CurationState(string table) => this.table = table;

    public static CurationState Read(ControlStore store, string table)
    {
        var state = new CurationState(table);
        foreach (var (symbol, year, hash) in store.Read(r => r.Query<(string, long, string)>(
            "SELECT symbol, year, hash FROM curation_state WHERE table_name = @table ORDER BY symbol, year",
            new { table })))
        {
            if (!state.symbols.TryGetValue(symbol, out var years)) state.symbols[symbol] = years = [];
            years[(int)year] = hash;
        }

        return state;
    }

    public IEnumerable<string> Symbols => symbols.Keys;

    /// <summary>The hash of a symbol's inputs, or null when it was never curated.</summary>
    public string? InputsOf(string symbol) => symbols.GetValueOrDefault(symbol)?.GetValueOrDefault(InputsYear);

    /// <summary>A symbol's years with the hash of each one's content, ascending.</summary>
    public IEnumerable<(int Year, string Hash)> YearsOf(string symbol) =>
        symbols.TryGetValue(symbol, out var years)
            ? years.Where(y => y.Key != InputsYear).Select(y => (y.Key, y.Value))
            : [];

    /// <summary>Years in which a symbol's content differs from what it was.</summary>
    public IEnumerable<int> ChangedYears(string symbol, IReadOnlyDictionary<int, string> now)
    {
        var before = symbols.GetValueOrDefault(symbol) ?? [];
        return now.Keys.Union(before.Keys.Where(y => y != InputsYear))
            .Where(y => now.GetValueOrDefault(y) != before.GetValueOrDefault(y));
    }

    /// <summary>Takes over a symbol's new hashes.</summary>
    public void Set(string symbol, string? inputs, IReadOnlyDictionary<int, string> years)
    {
        var all = new SortedDictionary<int, string>();
        foreach (var (year, hash) in years) all[year] = hash;
        if (inputs is not null) all[InputsYear] = inputs;
        symbols[symbol] = all;
    }

    /// <summary>A hash of the content of one year over all symbols: what its file is derived from.</summary>
    public string HashOfYear(int year) =>
        Hashing.OfText(string.Join('\n', symbols.OrderBy(s => s.Key, StringComparer.Ordinal)
        .Where(s => s.Value.ContainsKey(year)).Select(s => s.Key + ' ' + s.Value[year])));

    /// <summary>Stores the hashes of some symbols.</summary>
    public void Save(ControlTransaction tx, IEnumerable<string> changed)
    {
        var clear = tx.Prepare("DELETE FROM curation_state WHERE table_name = @table AND symbol = @symbol", "@table",
            "@symbol");
        var add = tx.Prepare(
            "INSERT INTO curation_state (table_name, symbol, year, hash) VALUES (@table, @symbol, @year, @hash)",
            "@table", "@symbol", "@year", "@hash");
        foreach (var symbol in changed)
        {
            clear.Execute(table, symbol);
            foreach (var (year, hash) in symbols[symbol]) add.Execute(table, symbol, year, hash);
        }
    }
}
