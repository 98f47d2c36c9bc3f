using System.Text;
using TradeML.Core.Errors;
using TradeML.Models.LightGbm.Native;

namespace TradeML.Models.LightGbm;

/// <summary>
/// A gradient-boosted model in LightGBM's memory: trained round by round, or loaded from its text form.
/// </summary>
public sealed class LightGbmBooster : IDisposable
{
    private readonly BoosterHandle handle;
    private readonly List<LightGbmDataset> validation = [];

    private LightGbmBooster(BoosterHandle handle)
    {
        this.handle = handle.Counted();
        NativeStatus.Check(BoosterApi.GetNumFeature(handle, out var features), "count the features");
        NativeStatus.Check(BoosterApi.GetNumClasses(handle, out var classes), "count the classes");
        FeatureCount = features;
        ClassCount = classes;
    }

    /// <summary>Features that a row to predict must have.</summary>
    public int FeatureCount { get; }

    /// <summary>Scores of one row: 1, or the number of classes of a multi-class objective.</summary>
    public int ClassCount { get; }

    /// <summary>Rounds trained so far.</summary>
    public int Rounds
    {
        get
        {
            NativeStatus.Check(BoosterApi.GetCurrentIteration(handle, out var rounds), "count the rounds");
            return rounds;
        }
    }

    /// <summary>Trees in the model.</summary>
    public int TreeCount
    {
        get
        {
            NativeStatus.Check(BoosterApi.NumberOfTotalModel(handle, out var trees), "count the trees");
            return trees;
        }
    }

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames
    {
        get
        {
            unsafe
            {
                return NativeText.ReadNames(
                    (int slots, out int count, nuint bytes, out nuint needed, byte** names) =>
                        BoosterApi.GetFeatureNames(handle, slots, out count, bytes, out needed, names),
                    "read the feature names");
            }
        }
    }

    /// <summary>Names of the metrics that <see cref="Evaluate"/> returns, in its order.</summary>
    public IReadOnlyList<string> MetricNames
    {
        get
        {
            unsafe
            {
                return NativeText.ReadNames(
                    (int slots, out int count, nuint bytes, out nuint needed, byte** names) =>
                        BoosterApi.GetEvalNames(handle, slots, out count, bytes, out needed, names),
                    "read the metric names");
            }
        }
    }

    /// <summary>Starts a model on a training set; the set stays alive as long as the model.</summary>
    /// <param name="train">The training set, with labels.</param>
    /// <param name="parameters">Training parameters.</param>
    /// <exception cref="TradeMLException">LightGBM refused the parameters or the set.</exception>
    public static LightGbmBooster Create(LightGbmDataset train, LightGbmParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(parameters);
        NativeStatus.Check(BoosterApi.Create(train.Handle, parameters.ToText(), out var handle), "start the training");
        handle.Hold(train.Handle);
        return new LightGbmBooster(handle);
    }

    /// <summary>
    /// Loads a model from the text that <see cref="SaveToText"/> wrote (LightGBM's own model format).
    /// </summary>
    /// <param name="model">The text.</param>
    /// <exception cref="TradeMLException">The text is not a model of LightGBM.</exception>
    public static LightGbmBooster Load(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        LightGbmRuntime.Require();
        NativeStatus.Check(BoosterApi.LoadModelFromString(model, out _, out var handle), "read the model");
        return new LightGbmBooster(handle);
    }

    /// <summary>Adds a set to evaluate on; it must share the training set's bins.</summary>
    /// <param name="dataset">The validation set, with labels; it stays alive as long as the model.</param>
    public void AddValidation(LightGbmDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        NativeStatus.Check(BoosterApi.AddValidData(handle, dataset.Handle), "add the validation set");
        handle.Hold(dataset.Handle);
        validation.Add(dataset);
    }

    /// <summary>Trains one round.</summary>
    /// <returns>False when no further split helps, so that training is over.</returns>
    public bool Update()
    {
        NativeStatus.Check(BoosterApi.UpdateOneIter(handle, out var finished), "train a round");
        return finished == 0;
    }

    /// <summary>Trains rounds one after the other.</summary>
    /// <param name="rounds">Rounds to train, 0 or above.</param>
    /// <param name="progress">Told the rounds done after each one; null = nobody.</param>
    /// <param name="cancellationToken">Looked at between rounds.</param>
    /// <returns>Rounds trained: fewer than asked for when no further split helps.</returns>
    /// <exception cref="OperationCanceledException">Cancelled between two rounds.</exception>
    public int Train(int rounds, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Update()) return round;
            progress?.Report(round + 1);
        }

        return rounds;
    }

    /// <summary>The metrics on one data set.</summary>
    /// <param name="dataIndex">0 = the training set, 1 = the first validation set, and so on.</param>
    public IReadOnlyList<EvaluationResult> Evaluate(int dataIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dataIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataIndex, validation.Count);
        NativeStatus.Check(BoosterApi.GetEvalCounts(handle, out var count), "count the metrics");
        var names = MetricNames;
        var values = new double[count];
        NativeStatus.Check(BoosterApi.GetEval(handle, dataIndex, out _, values), "evaluate the metrics");
        return [.. names.Zip(values, (name, value) => new EvaluationResult(name, value))];
    }

    /// <summary>Predicts dense rows of 32-bit floats where they lie.</summary>
    /// <param name="values">rows × <see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="predictions">rows × <see cref="ClassCount"/> results, row by row.</param>
    /// <param name="options">Matrix order, raw scores, rounds and threads; null = defaults.</param>
    /// <exception cref="TradeMLException">The sizes do not fit.</exception>
    public void Predict(ReadOnlySpan<float> values, int rows, Span<double> predictions, PredictOptions? options = null)
    {
        options ??= PredictOptions.Default;
        CheckSizes(values.Length, rows, predictions.Length);
        var status = PredictionApi.PredictForMat(
            handle, values, NativeType.Float32, rows, FeatureCount, options.IsRowMajor, options.NativeType,
            options.StartRound, options.NativeRounds, options.ToText(), out _, predictions);
        NativeStatus.Check(status, "predict");
    }

    /// <summary>Predicts dense rows of doubles where they lie.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, int, Span{double}, PredictOptions)"/>
    public void Predict(ReadOnlySpan<double> values, int rows, Span<double> predictions, PredictOptions? options = null)
    {
        options ??= PredictOptions.Default;
        CheckSizes(values.Length, rows, predictions.Length);
        var status = PredictionApi.PredictForMat(
            handle, values, NativeType.Float64, rows, FeatureCount, options.IsRowMajor, options.NativeType,
            options.StartRound, options.NativeRounds, options.ToText(), out _, predictions);
        NativeStatus.Check(status, "predict");
    }

    /// <summary>The model in LightGBM's own text format.</summary>
    /// <param name="rounds">Rounds to keep; 0 = all.</param>
    public string SaveToText(int rounds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        var kept = rounds == 0 ? -1 : rounds;
        var buffer = new byte[1 << 16];
        NativeStatus.Check(
            BoosterApi.SaveModelToString(handle, 0, kept, ImportanceType.Split, buffer.Length, out var needed, buffer),
            "write the model");
        if (needed > buffer.Length)
        {
            buffer = new byte[needed];
            NativeStatus.Check(
                BoosterApi.SaveModelToString(handle, 0, kept, ImportanceType.Split, buffer.Length, out needed, buffer),
                "write the model");
        }

        var length = Array.IndexOf(buffer, (byte)0);
        return Encoding.UTF8.GetString(buffer, 0, length < 0 ? buffer.Length : length);
    }

    /// <summary>How much each feature matters, in the order of <see cref="FeatureNames"/>.</summary>
    /// <param name="kind">Number of splits, or total gain.</param>
    public IReadOnlyList<double> FeatureImportance(FeatureImportanceKind kind = FeatureImportanceKind.Split)
    {
        var result = new double[FeatureCount];
        var native = kind == FeatureImportanceKind.Gain ? ImportanceType.Gain : ImportanceType.Split;
        NativeStatus.Check(BoosterApi.FeatureImportance(handle, 0, native, result), "read the feature importance");
        return result;
    }

    /// <summary>Frees the native model.</summary>
    public void Dispose() => handle.Dispose();

    private void CheckSizes(int values, int rows, int results)
    {
        if (rows >= 1 && (long)rows * FeatureCount == values && (long)rows * ClassCount == results) return;
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"A prediction of {rows} rows by a model of {FeatureCount} features takes {(long)rows * FeatureCount} "
                + $"values and gives {(long)rows * ClassCount}; it was handed {values} values and room for {results}.",
            null,
            "Hand over the features that the model was trained on, in their order.");
    }
}
