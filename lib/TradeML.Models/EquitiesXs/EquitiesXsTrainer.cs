using TradeML.Core.Errors;

namespace TradeML.Models.EquitiesXs;

/// <summary>Trains equities_xs: regression of forward returns on daily cross-sectional features (SSOT §4.2).</summary>
public static class EquitiesXsTrainer
{
    /// <summary>Trains one variant on every labelled row of the sample.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="config">What the variants share.</param>
    /// <param name="variant">The variant to train.</param>
    /// <param name="seed">Seed of every draw; the same seed gives the same bytes on any number of threads.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="progress">Told rounds done; null = nobody.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <exception cref="TradeMLException">No labelled row, wrong parameters, or LightGBM's native library is missing.</exception>
    public static EquitiesXsModel TrainFinal(
        TrainingSample sample, EquitiesXsConfig config, EquitiesXsVariant variant, int seed, int threads = 1, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
        => throw new InvalidOperationException("not yet");
}
