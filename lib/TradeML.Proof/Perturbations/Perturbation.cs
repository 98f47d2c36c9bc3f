using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Makes another world out of a given one: the same up to a cut in knowledge time, another one after it.
/// </summary>
public static class Perturbation
{
    private static readonly (PerturbationKind Kind, Action<TableEdit> Apply)[] Kinds =
    [
        (PerturbationKind.ChangedValues, ChangedValues.Apply), (PerturbationKind.RemovedRows, RemovedRows.Apply),
        (PerturbationKind.AddedRows, AddedRows.Apply), (PerturbationKind.LaterRevisions, LaterRevisions.Apply),
        (PerturbationKind.LaterEvents, LaterEvents.Apply), (PerturbationKind.LateRows, LateRows.Apply),
    ];

    /// <summary>The single kinds, in the order in which they are applied.</summary>
    public static IReadOnlyList<PerturbationKind> Single { get; } = [.. Kinds.Select(k => k.Kind)];

    /// <summary>Corrupts a world after a cut.</summary>
    /// <param name="world">The world; it is not changed.</param>
    /// <param name="cut">Instant (UTC): what was known by it stays as it is.</param>
    /// <param name="kinds">What may happen.</param>
    /// <param name="seed">Same seed, same future.</param>
    /// <param name="tables">Tables that are corrupted; the others are passed on.</param>
    public static MarketWorld After(
        MarketWorld world, DateTime cut, PerturbationKind kinds, int seed, IReadOnlyCollection<string> tables)
    {
        ArgumentNullException.ThrowIfNull(world);
        return new(
            world.Tables.Select(table => tables.Contains(table.Name) ? After(world, table, cut, kinds, seed) : table));
    }

    private static WorldTable After(MarketWorld world, WorldTable table, DateTime cut, PerturbationKind kinds, int seed)
    {
        // A table's future depends on its name, the cut and the seed, not on which other tables there are.
        var mixed = table.Name.Aggregate(unchecked((seed * 31) + (int)(cut.Ticks / TimeSpan.TicksPerMinute)),
            (hash, c) => unchecked((hash * 31) + c));
        var edit = new TableEdit(table, cut, world.Symbols, world.Sessions, new Random(mixed));
        foreach (var (kind, apply) in Kinds)
            if (kinds.HasFlag(kind)) apply(edit);
        return edit.Build();
    }
}
