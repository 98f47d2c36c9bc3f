using TradeML.Models.EquitiesXs;
using TradeML.Models.LightGbm;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.Tests.EquitiesXs;

/// <summary>
/// A seeded cross-section, symbol-major: the first feature carries a weak signal, the last is a number of its own for
/// each row.
/// </summary>
public sealed class ToyMarket
{
    public const int Horizon = 5;
    public static readonly string[] Names = ["feat_signal", "feat_noise", "feat_own"];

    public ToyMarket(int symbols = 12, int sessions = 160, double signal = 0.5, int seed = 11)
    {
        var random = new Random(seed);
        var rows = symbols * sessions;
        Sessions = [.. Enumerable.Range(0, sessions).Select(i => new DateOnly(2015, 1, 1).AddDays(i))];
        Day = new int[rows];
        LabelEnd = new int[rows];
        Labels = new double[rows];
        Features = new float[rows * Names.Length];
        for (var row = 0; row < rows; row++)
        {
            Day[row] = row % sessions;
            LabelEnd[row] = Day[row] + Horizon < sessions ? Day[row] + Horizon : -1;
            for (var column = 0; column < Names.Length; column++)
                Features[(column * rows) + row] = (float)random.NextDouble() - 0.5f;
            if (random.NextDouble() < 0.05) Features[rows + row] = float.NaN;
            var label = (signal * Features[row]) + (0.1 * (random.NextDouble() - 0.5)) + (0.2 * Math.Sin(Day[row]));
            Labels[row] = LabelEnd[row] < 0 ? double.NaN : label;
        }
    }

    public DateOnly[] Sessions { get; }

    public int[] Day { get; }

    public int[] LabelEnd { get; }

    public double[] Labels { get; }

    public float[] Features { get; }

    public TrainingSample Sample => new(Names, Features, Day, Sessions, Labels);

    public CpcvPlan Plan(int groups = 4) =>
        new CombinatorialPurgedCv(groups, 2, embargo: 3).Plan(Sessions.Length, Day, LabelEnd);

    public static EquitiesXsConfig Config(params TrialSettings[] trials) =>
        new() { Trials = trials.Length > 0 ? trials : [Small] };

    public static TrialSettings Small =>
        new("small",
            new LightGbmParameters
            {
                NumLeaves = 7, MinDataInLeaf = 10, FeatureFraction = 0.7, BaggingFraction = 0.8,
                BaggingFrequency = 1
            }, 8);

    public static TrialSettings Deep =>
        new("deep", new LightGbmParameters { NumLeaves = 255, MinDataInLeaf = 1, LearningRate = 0.3 }, 30);
}
