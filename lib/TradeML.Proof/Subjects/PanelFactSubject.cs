using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// Columns of the panel that are made from facts (sectors, shares, earnings dates), claimed to be known at the close of
/// their session.
/// </summary>
/// <param name="name">What they are.</param>
/// <param name="columns">The columns.</param>
internal sealed class PanelFactSubject(string name, params IReadOnlyList<PanelColumn> columns) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs => WorldPanel.Inputs;

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        return [PanelOutput.AtClose("panel", panel, PanelOutput.Columns(panel, columns))];
    }
}
