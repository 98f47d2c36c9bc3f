using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Store.Tables;

/// <summary>
/// Builds the tables of features and labels from the curated bars of a lake, all symbols. A year is computed again when
/// anything that its rows depend on has changed: bars, steps, shares, sectors, earnings dates or delistings within
/// reach, the settings, or the code; the others keep their files.
/// </summary>
/// <param name="lake">The lake, open for writing.</param>
/// <param name="threads">Threads of the computation, at least 1; the bytes do not depend on it.</param>
/// <param name="survivorship">When names count as drawn from survivors; null takes the defaults.</param>
public sealed class StoreBuilder(DataLake lake, int threads, SurvivorshipOptions? survivorship = null)
{
    /// <summary>Brings <c>features/SET</c> up to date.</summary>
    /// <param name="set">The feature set.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    /// <exception cref="TradeMLException">Data missing: there are no curated bars. Storage: the lake can't be
    /// written.</exception>
    public async Task<StoreBuild> FeaturesAsync(FeatureSetConfig set, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (table, panel) = (StoreTables.Features(set), Load());
        FeatureMatrix? matrix = null;
        var build = await BuildAsync(table, panel, SetHash.Of(set), SetInputs.OfFeatures(panel, set, threads), rows =>
        {
            matrix ??= EquityFeatures.Build(panel, set, threads, ct);
            return matrix.Names.Select((name, column) => (name, Values: Pick(matrix.Column(column), rows)))
                .ToDictionary(c => c.name, c => (Array)c.Values);
        }, ct).ConfigureAwait(false);
        return matrix is null ? build : build with { Missing = matrix.Missing };
    }

    /// <summary>Brings <c>labels/NAME</c> up to date.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="set">Its settings.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    /// <exception cref="TradeMLException">Data missing: there are no curated bars. Storage: the lake can't be
    /// written.</exception>
    public Task<StoreBuild> LabelsAsync(string name, LabelSetOptions set, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (table, panel, delistings) = (StoreTables.Labels(name, set), Load(), SetInputs.Delistings(lake));
        LabelColumns? labels = null;
        return BuildAsync(table, panel, SetHash.Of(set), SetInputs.OfLabels(panel, set, delistings, threads), rows =>
        {
            labels ??= LabelSet.Build(panel, set, delistings, threads, ct);
            var (values, ends, kinds) = (labels.Labels.Value, labels.Labels.EndDay, labels.Labels.End);
            var columns = new Dictionary<string, Array>
            {
                ["label"] = Pick<double>(values, rows),
                ["label_end"] = Array.ConvertAll(rows, r => ends[r] < 0 ? (DateOnly?)null : panel.Sessions[ends[r]]),
                ["label_end_kind"] = Array.ConvertAll(rows, r => LabelSet.Text(kinds[r])),
            };
            if (table.Find("exit_return") is null) return columns;
            columns.Add("exit_return", Pick<double>(labels.Return, rows));
            columns.Add("entry_volatility", Pick<double>(labels.Target, rows));
            return columns;
        }, ct);
    }

    private async Task<StoreBuild> BuildAsync(
        TableContract table, Panel panel, string configHash, Dictionary<int, string> inputs,
        Func<int[], Dictionary<string, Array>> columns, CancellationToken ct)
    {
        var before = lake.Manifest.Files(table.Name);
        // A year without bars any more keeps an empty file.
        foreach (var file in before)
            inputs.TryAdd(
                int.Parse(file.Partition["year=".Length..], System.Globalization.CultureInfo.InvariantCulture), "none");
        var stored = new StoredYears(lake, table, configHash);
        var stale = stored.Stale(inputs);
        var written = await stored.WriteAsync(stale, inputs, panel, columns, ct).ConfigureAwait(false);
        var changed = written.Select(f => f.Path).Except(before.Select(f => f.Path)).ToList();
        var coverage = lake.Partitions.Coverage(PanelLoader.Table);
        return new(
            table.Name, panel.SymbolCount, inputs.Count, [.. stale], changed, written.Sum(f => f.Rows),
            new Dictionary<string, string>(),
            coverage.Total == 0 ? double.NaN : coverage.GreenShare)
        {
            Survivorship = PanelSurvivorship.Of(panel, survivorship ?? new SurvivorshipOptions()),
        };
    }

    private Panel Load() => PanelLoader.LoadAll(lake);

    private static T[] Pick<T>(ReadOnlySpan<T> values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }
}
