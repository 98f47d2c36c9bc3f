using TradeML.Core.Universe;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Store.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>
/// The universe a model trades: which rows reach the price and liquidity floors, claimed to be known at the close of
/// their session.
/// </summary>
/// <param name="options">The floors.</param>
public sealed class UniverseSubject(UniverseOptions options) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => "universe";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, WorldTables.Securities];

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        var inside = Array.ConvertAll(UniverseFilter.Rows(panel, options), i => i ? 1.0 : 0.0);
        return [PanelOutput.AtClose("universe", panel, [new("eligible", inside)])];
    }
}
