using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>Builds the daily equity features of a panel (SSOT §3.1).</summary>
public static class EquityFeatures
{
    /// <summary>Computes the features of a set for every panel row.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeML.Core.Errors.TradeMLException">Bad input: an unknown feature, or one whose data the panel lacks.</exception>
    public static FeatureMatrix Build(Panel panel, FeatureSetConfig config, int threads = 1, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("not yet");
}
