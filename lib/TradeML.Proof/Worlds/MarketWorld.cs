using TradeML.Core.Errors;

namespace TradeML.Proof.Worlds;

/// <summary>
/// All that a computation may see, in memory: tables whose every row says when it became known. It never changes; a
/// perturbation makes another one.
/// </summary>
public sealed class MarketWorld
{
    private readonly Dictionary<string, WorldTable> tables;
    private readonly Lazy<DateOnly[]> sessions;
    private readonly Lazy<string[]> symbols;

    /// <summary>Puts tables together.</summary>
    /// <param name="tables">Tables of different names.</param>
    /// <exception cref="TradeMLException">Bad input: two tables of one name.</exception>
    public MarketWorld(IEnumerable<WorldTable> tables)
    {
        this.tables = new(StringComparer.Ordinal);
        foreach (var table in tables)
            if (!this.tables.TryAdd(table.Name, table))
                throw new TradeMLException(ErrorKind.BadInput, $"The world has the table '{table.Name}' twice.");
        sessions = new(() => Find(WorldTables.Bars) is { } bars ? [.. bars.Date.ToHashSet().Order()] : []);
        symbols =
            new(() => Find(WorldTables.Bars) is { } bars ? [.. bars.Symbol.Distinct(StringComparer.Ordinal)] : []);
    }

    /// <summary>The tables, by name.</summary>
    public IReadOnlyCollection<WorldTable> Tables => tables.Values;

    /// <summary>The days on which any symbol has a bar, ascending.</summary>
    public IReadOnlyList<DateOnly> Sessions => sessions.Value;

    /// <summary>The symbols that have a bar, in their order.</summary>
    public IReadOnlyList<string> Symbols => symbols.Value;

    /// <summary>A table that must be there.</summary>
    /// <param name="name">See <see cref="WorldTables"/>.</param>
    /// <exception cref="TradeMLException">Data missing: the world has no such table.</exception>
    public WorldTable this[string name] =>
        Find(name) ?? throw new TradeMLException(ErrorKind.DataMissing, $"The world has no table '{name}'.");

    /// <summary>A table, or null.</summary>
    /// <param name="name">See <see cref="WorldTables"/>.</param>
    public WorldTable? Find(string name) => tables.GetValueOrDefault(name);
}
