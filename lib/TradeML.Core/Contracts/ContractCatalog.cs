using TradeML.Core.Errors;

namespace TradeML.Core.Contracts;

/// <summary>All table contracts by name.</summary>
public sealed class ContractCatalog
{
    private readonly Dictionary<string, TableContract> tables;

    /// <summary>Creates a catalog.</summary>
    /// <param name="tables">The contracts; names are unique.</param>
    public ContractCatalog(IEnumerable<TableContract> tables) =>
        this.tables = tables.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The contracts, ordered by name.</summary>
    public IEnumerable<TableContract> Tables => tables.Values.OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>The contract of a table.</summary>
    /// <param name="name">Full name, for example <c>raw/equities_bars</c>.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such table.</exception>
    public TableContract this[string name] =>
        tables.TryGetValue(name, out var table) ? table : throw new TradeMLException(
            ErrorKind.BadInput, $"There is no table '{name}'.", null, "`ata lake tables` lists the tables.");

    /// <summary>
    /// Reads the contracts that are embedded in this assembly (the files of <c>data_layer/contracts</c>).
    /// </summary>
    public static ContractCatalog LoadEmbedded() => ContractFile.LoadEmbedded();
}
