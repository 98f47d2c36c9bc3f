using TradeML.Research.Labels;

namespace TradeML.Ops.PointInTime.Subjects;

/// <summary>
/// Forward returns over the panel of the world. The entry side (which rows have an event, and at what price it begins) is claimed to be
/// known at the close of the row's session, the label at the close of the session on which it ends.
/// </summary>
/// <param name="horizon">Sessions ahead.</param>
/// <param name="ended">What a label is whose symbol stopped trading before its end.</param>
public sealed class ForwardLabelSubject(int horizon, EndedSeries ended = EndedSeries.LastClose) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => $"labels forward_{horizon}d";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, WorldTables.Actions];

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        var labels = ForwardReturns.Build(panel, horizon, ForwardAnchor.Session, ended);
        return
        [
            PanelOutput.AtClose("entry", panel, [new("price", panel.Close)]),
            PanelOutput.Create("labels", panel, [new("value", labels.Value)], row => labels.EndDay[row]),
        ];
    }
}
