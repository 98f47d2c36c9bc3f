using System.Globalization;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using TradeML.Models.EquitiesXs;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Benchmarks;

/// <summary>
/// The binding against bare calls of the C API, the own scorer against native prediction, and CPCV with shared bins
/// against fits that each bin anew. TRADEML_BENCH_ROWS sets the rows (default 50,000; the published row is 1,000,000),
/// TRADEML_BENCH_THREADS LightGBM's threads (default 1: OpenMP's threads spin when other programs hold the cores).
/// Figures: LightGbmBenchmarks.md beside this file.
/// </summary>
[MemoryDiagnoser]
public partial class LightGbmBenchmarks
{
    private const int Columns = 60;
    private const int Rounds = 100;
    private const int Symbols = 100;
    private static readonly int Rows = Setting("TRADEML_BENCH_ROWS", 50_000);
    private static readonly int Threads = Setting("TRADEML_BENCH_THREADS", 1);
    private static readonly LightGbmParameters Parameters = new()
    {
        NumLeaves = 63, MinDataInLeaf = 100, Seed = 1,
        Threads = Threads, Histogram = HistogramLayout.RowWise
    };
    private readonly float[] values = new float[Rows * Columns];
    private readonly float[] labels = new float[Rows];
    private readonly double[] predictions = new double[Rows];
    private LightGbmBooster booster = null!;
    private LightGbmForest forest = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2);
        for (var row = 0; row < Rows; row++)
            labels[row] = (float)(values[row] + (values[Rows + row] * values[(2 * Rows) + row]) + random.NextDouble());
        using var set = LightGbmDataset.FromMatrix(values, Rows, Columns, Parameters);
        set.SetLabels(labels);
        booster = LightGbmBooster.Create(set, Parameters);
        booster.Train(Rounds);
        forest = LightGbmForest.Parse(booster.SaveToText());
        var own = new double[Rows];
        booster.Predict(values, Rows, predictions);
        forest.Predict(values, Rows, own);
        if (!own.AsSpan().SequenceEqual(predictions))
            throw new InvalidOperationException("The own scorer differs from native prediction.");
    }

    [GlobalCleanup]
    public void Cleanup() => booster.Dispose();

    /// <summary>Bare calls: pointers in, pointers out, nothing checked.</summary>
    [Benchmark]
    public unsafe double TrainBare()
    {
        var text = Parameters.ToText();
        fixed (float* data = values)
        fixed (float* target = labels)
        {
            var set = nint.Zero;
            var model = nint.Zero;
            var failed = CreateFromMat(data, 0, Rows, Columns, 0, text, 0, &set)
                | SetField(set, "label", target, Rows, 0) | CreateBooster(set, text, &model);
            for (var round = 0; round < Rounds; round++)
            {
                int finished;
                failed |= Update(model, &finished);
            }

            _ = Free(model);
            _ = FreeSet(set);
            return failed == 0 ? 1 : throw new InvalidOperationException("A bare call failed.");
        }
    }

    /// <summary>Goal: at most 1.03 × bare.</summary>
    [Benchmark]
    public int TrainBinding()
    {
        using var set = LightGbmDataset.FromMatrix(values, Rows, Columns, Parameters);
        set.SetLabels(labels);
        using var trained = LightGbmBooster.Create(set, Parameters);
        return trained.Train(Rounds);
    }

    [Benchmark]
    public void PredictNative() => booster.Predict(values, Rows, predictions, new PredictOptions { Threads = 1 });

    /// <summary>Goal: at least 3 × as fast as native on one thread.</summary>
    [Benchmark]
    public void PredictForest() => forest.Predict(values, Rows, predictions);

    /// <summary>28 fits one after the other: gather, bin, train, native prediction.</summary>
    [Benchmark]
    public double CpcvIndependent()
    {
        var (sample, plan, config) = Cpcv();
        double sum = 0;
        for (var split = 0; split < plan.SplitCount; split++)
        {
            int[] train = plan.TrainRows(split), test = plan.TestRows(split);
            using var set = LightGbmDataset.FromMatrix(Gather(train), train.Length, Columns, Parameters);
            set.SetLabels(Array.ConvertAll(train, row => (float)sample.Labels.Span[row]));
            using var fit = LightGbmBooster.Create(set, Parameters);
            fit.Train(config.Trials[0].Rounds);
            var scores = new double[test.Length];
            fit.Predict(Gather(test), test.Length, scores, new PredictOptions { Threads = Threads });
            sum += scores[0];
        }

        return sum;
    }

    /// <summary>Goal: at most 0.75 × independent.</summary>
    [Benchmark]
    public int CpcvShared() => Train(BinSharing.Shared, 1);

    [Benchmark]
    public int CpcvSharedTwoSideBySide() => Train(BinSharing.Shared, 2);

    [Benchmark]
    public int CpcvPerSplit() => Train(BinSharing.PerSplit, 1);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : otherwise;

    private int Train(BinSharing bins, int threads)
    {
        var (sample, plan, config) = Cpcv();
        return EquitiesXsTrainer.TrainCpcv(sample, plan, config with { Bins = bins }, seed: 1, threads)[0].Paths.Count;
    }

    private (TrainingSample Sample, CpcvPlan Plan, EquitiesXsConfig Config) Cpcv()
    {
        var sessions = Rows / Symbols;
        var day = new int[Rows];
        var end = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            day[row] = Math.Min(row % sessions, sessions - 1);
            end[row] = day[row] + 5 < sessions ? day[row] + 5 : -1;
        }

        var dates = Enumerable.Range(0, sessions).Select(i => new DateOnly(2000, 1, 1).AddDays(i)).ToArray();
        var names = Enumerable.Range(0, Columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"feat_{i}"))
            .ToArray();
        var sample = new TrainingSample(names, values, day, dates, Array.ConvertAll(labels, label => (double)label));
        var config = new EquitiesXsConfig
        {
            Trials = [new("only", Parameters, 60)], LabelTransform = LabelTransform.Raw,
            HalfLifeMonths = 0
        };
        return (sample, new CombinatorialPurgedCv(8, 2, 10).Plan(sessions, day, end), config);
    }

    private float[] Gather(int[] rows)
    {
        var result = new float[rows.Length * Columns];
        for (var column = 0; column < Columns; column++)
        {
            for (var i = 0; i < rows.Length; i++)
                result[(column * rows.Length) + i] = values[(column * Rows) + rows[i]];
        }

        return result;
    }

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int CreateFromMat(
        float* data, int type, int rows, int columns, int rowMajor, string parameters, nint reference, nint* set);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int SetField(nint set, string field, float* data, int count, int type);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int CreateBooster(nint set, string parameters, nint* booster);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_BoosterUpdateOneIter")]
    private static unsafe partial int Update(nint booster, int* finished);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_BoosterFree")]
    private static partial int Free(nint booster);

    [LibraryImport("lib_lightgbm", EntryPoint = "LGBM_DatasetFree")]
    private static partial int FreeSet(nint set);
}
