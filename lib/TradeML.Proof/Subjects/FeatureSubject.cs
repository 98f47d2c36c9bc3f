using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Features;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A feature set over the panel of the world: every row is claimed to be known at the close of its session.
/// </summary>
/// <param name="config">The set.</param>
/// <param name="threads">Threads to use, at least 1.</param>
public sealed class FeatureSubject(FeatureSetConfig config, int threads = 1) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => $"features {config.Name}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs => WorldPanel.Inputs;

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        var panel = WorldPanel.Build(world);
        var matrix = EquityFeatures.Build(panel, config, threads, cancellationToken);
        var columns = matrix.Names
            .Select((name, c) => new OutputColumn(name, matrix.Values.AsMemory(c * matrix.Rows, matrix.Rows)));
        return [PanelOutput.AtClose("features", panel, [.. columns])];
    }
}
