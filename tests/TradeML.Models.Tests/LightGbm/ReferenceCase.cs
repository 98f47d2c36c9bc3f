using System.Text.Json;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using TradeML.Testing;

namespace TradeML.Models.Tests.LightGbm;

/// <summary>One case of lightgbm/expected.json and the text files it names.</summary>
public sealed class ReferenceCase
{
    private readonly JsonElement json;

    private ReferenceCase(JsonElement json) => this.json = json;

    public string Id => json.GetProperty("id").GetString()!;

    public bool SideFiles => json.GetProperty("side_files_loaded").GetBoolean();

    public int Rounds => json.GetProperty("rounds").GetInt32();

    public int TrainRows => json.GetProperty("n_train").GetInt32();

    public double[] Predictions => Numbers("first_10_test_predictions");

    public double[] RawScores => Numbers("first_10_raw_scores");

    public double[] SplitImportance => Numbers("split_importance");

    public IEnumerable<KeyValuePair<string, string>> Parameters =>
        json.GetProperty("parameters").EnumerateObject().Concat(json.GetProperty("extra_parameters").EnumerateObject())
            .Select(pair => new KeyValuePair<string, string>(pair.Name, pair.Value.ToString()));

    private string Folder =>
        TestPaths.ReferenceFile(Path.Combine("lightgbm", json.GetProperty("dataset").GetString()!));

    /// <summary>One test a case; a skipped one where the folder holds none.</summary>
    public static IEnumerable<TestCaseData> Tests() => ReferenceCases.Of("lightgbm/expected.json", "cases")
        .Select(test =>
            test.RunState == RunState.Runnable
                ? new TestCaseData(new ReferenceCase((JsonElement)test.Arguments[0]!))
                : test);

    public override string ToString() => Id;

    public string FilePath(string part) => Directory.GetFiles(Folder, $"*.{part}").Single();

    public IEnumerable<(int Round, Dictionary<string, double> Values)> Metrics() =>
        json.GetProperty("metrics").EnumerateArray().Select(item => (
            item.GetProperty("round").GetInt32(),
            item.EnumerateObject().Where(pair => pair.Name != "round")
                .ToDictionary(pair => pair.Name, pair => pair.Value.GetDouble())));

    public (string Name, double Value)? MatrixMetric()
    {
        foreach (var pair in json.EnumerateObject())
        {
            if (pair.Name.EndsWith("_of_matrix_predictions_vs_test_label", StringComparison.Ordinal))
                return (pair.Name.Split('_')[0], pair.Value.GetDouble());
        }

        return null;
    }

    /// <summary>The label (first column) and the features, row-major, of a tab-separated file.</summary>
    public (float[] Labels, double[] Features, int Rows, int Columns) ReadMatrix(string part)
    {
        var lines = File.ReadLines(FilePath(part)).Where(line => line.Length > 0)
            .Select(line =>
                Array.ConvertAll(line.Split('\t'),
                    text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        return (Array.ConvertAll(lines, row => (float)row[0]), [.. lines.SelectMany(row => row.Skip(1))], lines.Length,
            lines[0].Length - 1);
    }

    private double[] Numbers(string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetDouble())];
}
