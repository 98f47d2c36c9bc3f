using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Labels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A label set over the panel of the world. The entry side (which rows have an event, its price and its target) is
/// claimed to be known at the close of the row's session, the label itself at the close of the session on which it
/// ends.
/// </summary>
/// <param name="name">Name of the set.</param>
/// <param name="options">Its settings.</param>
/// <param name="threads">Threads to use, at least 1.</param>
public sealed class LabelSubject(string name, LabelSetOptions options, int threads = 1) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => $"labels {name}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, WorldTables.Actions, WorldTables.Securities,
        WorldTables.Delistings];

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        var columns = LabelSet.Build(panel, options, Delistings(world), threads, cancellationToken);
        var labels = columns.Labels;
        List<OutputColumn> entry = [new("price", panel.Close)], label = [new("value", labels.Value)];
        if (columns.Target is not null) entry.Add(new("target", columns.Target));
        if (columns.Return is not null) label.Add(new("return", columns.Return));
        // Why there is no event is known at entry, how a label ended when it ends.
        entry.Add(
            new("event",
                Array.ConvertAll(labels.End, end => end is LabelEnd.NoTarget or LabelEnd.SmallTarget ? 0.0 : 1.0)));
        label.Add(new("end", Array.ConvertAll(labels.End, end => (double)end)));
        return [PanelOutput.AtClose("entry", panel, entry),
            PanelOutput.Create("labels", panel, label, row => labels.EndDay[row])];
    }

    /// <summary>Records that were known by the close of the first day without trading.</summary>
    private static List<Delisting> Delistings(MarketWorld world)
    {
        if (world.Find(WorldTables.Delistings) is not { } all) return [];
        var table = all.Newest(row => SessionHours.Close(all.Date[row]));
        return [
            .. Enumerable.Range(0, table.Rows)
                .Select(row =>
                    new Delisting(table.Symbol[row], table.Date[row], Delisting.ReasonOf(table.Text("reason")[row])))];
    }
}
