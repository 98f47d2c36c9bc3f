using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Store.Tables;

/// <summary>
/// Features and labels of a panel: read from the lake where every year of the panel stands there as made from the same
/// inputs, settings and code, computed by the same kernels otherwise. Both ways give the same bits.
/// </summary>
/// <param name="lake">The lake.</param>
/// <param name="panel">The panel.</param>
/// <param name="threads">Threads of the computation, at least 1; the bits do not depend on it.</param>
public sealed class PanelSets(DataLake lake, Panel panel, int threads)
{
    private const string Order = "symbol, date"; // that of a panel's rows
    private List<Delisting>? delistings;

    private List<Delisting> Delistings => delistings ??= SetInputs.Delistings(lake);

    /// <summary>Whether the lake holds a feature set as this panel gives it.</summary>
    /// <param name="set">The feature set.</param>
    public bool Holds(FeatureSetConfig set) =>
        IsCurrent(StoreTables.Features(set), SetHash.Of(set), () => SetInputs.OfFeatures(panel, set, threads));

    /// <summary>Whether the lake holds a label set as this panel gives it.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="set">Its settings.</param>
    public bool Holds(string name, LabelSetOptions set) =>
        IsCurrent(StoreTables.Labels(name, set), SetHash.Of(set),
            () => SetInputs.OfLabels(panel, set, Delistings, threads));

    /// <summary>The features of every row of the panel.</summary>
    /// <param name="set">The feature set.</param>
    /// <param name="ct">Stops the work.</param>
    public FeatureMatrix Features(FeatureSetConfig set, CancellationToken ct)
    {
        if (!Holds(set)) return EquityFeatures.Build(panel, set, threads, ct);
        var table = StoreTables.Features(set);
        var names = table.Columns.Where(c => c.Type == ColumnType.Float).Select(c => c.Name).ToArray();
        var values = GC.AllocateUninitializedArray<float>(checked(panel.Rows * names.Length));
        var batch = Read(table);
        for (var column = 0; column < names.Length; column++)
            batch.Get<float[]>(names[column]).CopyTo(values, column * panel.Rows);
        return new(names, values, panel.Rows);
    }

    /// <summary>The labels of every row of the panel with their event intervals.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="set">Its settings.</param>
    /// <param name="ct">Stops the work.</param>
    public EventLabels Labels(string name, LabelSetOptions set, CancellationToken ct)
    {
        if (!Holds(name, set)) return LabelSet.Build(panel, set, Delistings, threads, ct).Labels;
        var batch = Read(StoreTables.Labels(name, set));
        var kinds = Enum.GetValues<LabelEnd>().ToDictionary(LabelSet.Text, StringComparer.Ordinal);
        return new(
            batch.Get<double[]>("label"), panel.Day,
            Ends(batch["label_end"]),
            Array.ConvertAll(batch.Get<string?[]>("label_end_kind"), kind => kinds[kind!]));
    }

    private int[] Ends(Array? days) => days is DateOnly?[] some
        ? Array.ConvertAll(some, day => day is { } known ? Array.BinarySearch(panel.Sessions, known) : -1)
        : Array.ConvertAll((DateOnly[])days!, day => Array.BinarySearch(panel.Sessions, day));

    private bool IsCurrent(TableContract table, string configHash, Func<Dictionary<int, string>> inputs) =>
        lake.Manifest.Files(table.Name).Count > 0 && lake.Contracts.Tables.Any(t => t.Name == table.Name)
            && new StoredYears(lake, table, configHash).Stale(inputs()).Count == 0;

    private ColumnBatch Read(TableContract table) => lake.Reader.ReadBatch(
        table.Name, "date BETWEEN $1 AND $2", Order,
        new FileFilter { Start = panel.Sessions[0], End = panel.Sessions[^1].AddDays(1) },
        null, panel.Sessions[0], panel.Sessions[^1]);
}
