using TradeML.Models.LightGbm;
using TradeML.Models.Training;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// The sample, binned once for each distinct binning of the family and cut into training sets by row.
/// </summary>
internal sealed class BinnedSample : IDisposable
{
    private readonly TrainingSample sample;
    private readonly BinSharing sharing;
    private readonly int seed;
    private readonly Dictionary<LightGbmParameters, LightGbmDataset> shared = [];

    /// <summary>Bins the whole sample when the bins are shared.</summary>
    public BinnedSample(
        TrainingSample sample, EquitiesXsConfig config, IEnumerable<TrialSettings> trials, int seed, int threads)
    {
        this.sample = sample;
        this.seed = seed;
        sharing = config.Bins;
        if (sharing == BinSharing.PerSplit) return;
        foreach (var key in trials.Select(trial => Binning(trial.Parameters, seed)).Distinct())
        {
            shared.Add(key,
                LightGbmDataset.FromMatrix(sample.Features.Span, sample.Rows, sample.Columns,
                    key with { Threads = threads }));
        }
    }

    /// <summary>
    /// What of the parameters belongs to the binning. feature_pre_filter is off because it drops features by one
    /// trial's min_data_in_leaf, while the set serves all trials.
    /// </summary>
    public static LightGbmParameters Binning(LightGbmParameters parameters, int seed)
    {
        var extra = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters.Extra) extra[name] = value;
        extra["feature_pre_filter"] = "false";
        return new LightGbmParameters
        {
            MaxBin = parameters.MaxBin, Seed = seed, Histogram = parameters.Histogram,
            Extra = extra
        };
    }

    /// <summary>A training set of some rows.</summary>
    /// <param name="binning">What <see cref="Binning"/> gave.</param>
    /// <param name="rows">The rows with their targets and weights.</param>
    /// <param name="threads">Threads to bin with when the split has bins of its own.</param>
    public LightGbmDataset Cut(LightGbmParameters binning, TrainingRows rows, int threads)
    {
        var set = sharing == BinSharing.Shared
            ? shared[binning].Subset(rows.Rows, binning with { Threads = threads })
            : Gather(binning with { Threads = threads }, rows.Rows);
        try
        {
            set.SetLabels(rows.Targets);
            set.SetWeights(rows.Weights);
            set.SetFeatureNames(sample.FeatureNames);
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>Frees the shared sets.</summary>
    public void Dispose()
    {
        foreach (var set in shared.Values) set.Dispose();
    }

    private LightGbmDataset Gather(LightGbmParameters binning, int[] rows)
    {
        var values = new float[rows.Length * sample.Columns];
        var source = sample.Features.Span;
        for (var column = 0; column < sample.Columns; column++)
        {
            var from = source.Slice(column * sample.Rows, sample.Rows);
            var to = values.AsSpan(column * rows.Length, rows.Length);
            for (var i = 0; i < to.Length; i++) to[i] = from[rows[i]];
        }

        return LightGbmDataset.FromMatrix(values, rows.Length, sample.Columns, binning with { Seed = seed });
    }
}
