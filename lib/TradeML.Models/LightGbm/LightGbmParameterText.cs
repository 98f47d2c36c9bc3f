using System.Globalization;
using System.Text;
using TradeML.Core.Errors;

namespace TradeML.Models.LightGbm;

/// <summary>The text form of <see cref="LightGbmParameters"/> and its checks.</summary>
internal static class LightGbmParameterText
{
    private static readonly HashSet<string> Owned = new(StringComparer.Ordinal)
    {
        "objective", "metric", "learning_rate", "num_leaves", "max_depth", "min_data_in_leaf",
        "min_sum_hessian_in_leaf",
        "feature_fraction", "bagging_fraction", "bagging_freq", "lambda_l1", "lambda_l2", "max_bin", "seed",
        "num_threads",
        "deterministic", "force_col_wise", "force_row_wise", "verbosity",
    };

    public static LightGbmParameters Parse(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var result = new LightGbmParameters();
        var extra = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            switch (name)
            {
                case "objective": result = result with { Objective = value }; break;
                case "metric": result = result with { Metric = value }; break;
                case "learning_rate": result = result with { LearningRate = Double(name, value) }; break;
                case "num_leaves": result = result with { NumLeaves = Integer(name, value) }; break;
                case "max_depth": result = result with { MaxDepth = Integer(name, value) }; break;
                case "min_data_in_leaf": result = result with { MinDataInLeaf = Integer(name, value) }; break;
                case "min_sum_hessian_in_leaf":
                    result = result with { MinSumHessianInLeaf = Double(name, value) }; break;
                case "feature_fraction": result = result with { FeatureFraction = Double(name, value) }; break;
                case "bagging_fraction": result = result with { BaggingFraction = Double(name, value) }; break;
                case "bagging_freq": result = result with { BaggingFrequency = Integer(name, value) }; break;
                case "lambda_l1": result = result with { LambdaL1 = Double(name, value) }; break;
                case "lambda_l2": result = result with { LambdaL2 = Double(name, value) }; break;
                case "max_bin": result = result with { MaxBin = Integer(name, value) }; break;
                case "seed": result = result with { Seed = Integer(name, value) }; break;
                case "num_threads": result = result with { Threads = Integer(name, value) }; break;
                case "deterministic": result = result with { Deterministic = Switch(name, value) }; break;
                case "force_col_wise" when Switch(name, value):
                    result = result with { Histogram = HistogramLayout.ColumnWise }; break;
                case "force_row_wise" when Switch(name, value):
                    result = result with { Histogram = HistogramLayout.RowWise }; break;
                case "force_col_wise" or "force_row_wise" or "verbosity": break;
                default: extra[name] = value; break;
            }
        }

        return result with { Extra = extra };
    }

    public static string Render(LightGbmParameters p)
    {
        Validate(p);
        var text = new StringBuilder(256);
        Add(text, "objective", p.Objective);
        if (p.Metric.Length > 0) Add(text, "metric", p.Metric);
        Add(text, "learning_rate", LightGbmParameters.Number(p.LearningRate));
        Add(text, "num_leaves", Whole(p.NumLeaves));
        Add(text, "max_depth", Whole(p.MaxDepth));
        Add(text, "min_data_in_leaf", Whole(p.MinDataInLeaf));
        Add(text, "min_sum_hessian_in_leaf", LightGbmParameters.Number(p.MinSumHessianInLeaf));
        Add(text, "feature_fraction", LightGbmParameters.Number(p.FeatureFraction));
        Add(text, "bagging_fraction", LightGbmParameters.Number(p.BaggingFraction));
        Add(text, "bagging_freq", Whole(p.BaggingFrequency));
        Add(text, "lambda_l1", LightGbmParameters.Number(p.LambdaL1));
        Add(text, "lambda_l2", LightGbmParameters.Number(p.LambdaL2));
        Add(text, "max_bin", Whole(p.MaxBin));
        if (p.Seed is { } seed) Add(text, "seed", Whole(seed));
        Add(text, "num_threads", Whole(p.Threads));
        Add(text, "deterministic", p.Deterministic ? "true" : "false");
        Add(text, p.Histogram == HistogramLayout.RowWise ? "force_row_wise" : "force_col_wise", "true");
        Add(text, "verbosity", "-1");
        foreach (var (name, value) in p.Extra.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Add(text, name, value);
        return text.ToString();
    }

    private static void Validate(LightGbmParameters p)
    {
        var faults = new List<string>();
        Need(faults, p.LearningRate > 0 && double.IsFinite(p.LearningRate), "learning_rate", p.LearningRate, "above 0");
        Need(faults, p.NumLeaves is >= 2 and <= 131072, "num_leaves", p.NumLeaves, "2 to 131072");
        Need(faults, p.MinDataInLeaf >= 0, "min_data_in_leaf", p.MinDataInLeaf, "0 or above");
        Need(faults, p.MinSumHessianInLeaf >= 0, "min_sum_hessian_in_leaf", p.MinSumHessianInLeaf, "0 or above");
        Need(faults, p.FeatureFraction is > 0 and <= 1, "feature_fraction", p.FeatureFraction, "above 0 and at most 1");
        Need(faults, p.BaggingFraction is > 0 and <= 1, "bagging_fraction", p.BaggingFraction, "above 0 and at most 1");
        Need(faults, p.BaggingFrequency >= 0, "bagging_freq", p.BaggingFrequency, "0 or above");
        Need(faults, p.LambdaL1 >= 0, "lambda_l1", p.LambdaL1, "0 or above");
        Need(faults, p.LambdaL2 >= 0, "lambda_l2", p.LambdaL2, "0 or above");
        Need(faults, p.MaxBin >= 2, "max_bin", p.MaxBin, "2 or above");
        Need(faults, p.Threads >= 0, "num_threads", p.Threads, "0 or above");
        foreach (var (name, value) in p.Extra.Append(new("objective", p.Objective)).Append(new("metric", p.Metric)))
        {
            if (name.Any(c => char.IsWhiteSpace(c) || c == '=') || value.Any(char.IsWhiteSpace))
                faults.Add($"{name} holds a blank");
        }

        faults.AddRange(
            p.Extra.Keys.Where(Owned.Contains)
                .Select(name => $"{name} has a property of its own and may not stand among the extra parameters"));
        if (faults.Count == 0) return;
        throw new TradeMLException(
            ErrorKind.BadInput, $"LightGBM's parameters are not valid: {string.Join("; ", faults)}.", null,
            "Correct the model's training configuration.");
    }

    private static void Need(List<string> faults, bool holds, string name, IFormattable value, string range)
    {
        if (!holds) faults.Add($"{name} is {value.ToString(null, CultureInfo.InvariantCulture)}, allowed is {range}");
    }

    private static void Add(StringBuilder text, string name, string value)
    {
        if (text.Length > 0) text.Append(' ');
        text.Append(name).Append('=').Append(value);
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Double(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Misfit(name, value, "a number");

    private static int Integer(string name, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Misfit(name, value, "a whole number");

    private static bool Switch(string name, string value) => value switch
    {
        "true" or "1" or "+" => true,
        "false" or "0" or "-" => false,
        _ => throw Misfit(name, value, "true or false"),
    };

    private static TradeMLException Misfit(string name, string value, string wanted) =>
        new(ErrorKind.BadInput, $"LightGBM's parameter {name} is \"{value}\" where {wanted} belongs.", null,
            "Correct the model's training configuration.");
}
