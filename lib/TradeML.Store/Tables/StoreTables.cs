using TradeML.Core.Contracts;
using TradeML.Research.Features;
using TradeML.Research.Labels;

namespace TradeML.Store.Tables;

/// <summary>The contracts of the tables of features and labels: they follow from the settings of their sets.</summary>
public static class StoreTables
{
    private const string Date = "Trading day in the listing exchange's local time.";

    /// <summary>The contract of <c>features/SET</c>: date, symbol, and a float column a feature.</summary>
    /// <param name="set">The feature set.</param>
    public static TableContract Features(FeatureSetConfig set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new(
            $"features/{set.Name}", $"The features {set.Name} of one symbol on one session.", 1,
            [
                new("date", ColumnType.Date, false, null, Date), new("symbol", ColumnType.Text, false, null, "Ticker."),
                .. set.Features.Select(name => new ColumnContract(
                    name.StartsWith("feat_", StringComparison.Ordinal) ? name : "feat_" + name, ColumnType.Float, true,
                    "1", $"Feature {name}; unknown before its window is full.")),
            ],
            ["date", "symbol"], "year=",
            "date is the local trading day; every value is made of what was known at its close.",
            "one row per curated bar")
        {
            Knowledge = new("date", TimeSpan.Zero),
        };
    }

    /// <summary>The contract of <c>labels/SET</c>: date, symbol, the label and the interval it is made from.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="set">Its settings.</param>
    public static TableContract Labels(string name, LabelSetOptions set)
    {
        ArgumentNullException.ThrowIfNull(set);
        List<ColumnContract> columns =
        [
            new("date", ColumnType.Date, false, null, "Day of entry, at its close; " + Date),
            new("symbol", ColumnType.Text, false, null, "Ticker."),
            new("label", ColumnType.Double, true, "1", "The label; unknown where there is none."),
            new("label_end", ColumnType.Date, true, null,
                "Session at whose close the label is known; what purging uses together with date."),
            new("label_end_kind", ColumnType.Text, false, null, "How the label ended, or why there is none."),
        ];
        if (set.Kind == "triple_barrier")
        {
            columns.Add(new("exit_return", ColumnType.Double, true, "1", "Simple return from the entry to the exit."));
            columns.Add(
                new("entry_volatility", ColumnType.Double, true, "1 a day",
                    "Volatility known at the entry, which scales the barriers."));
        }

        return new(
            $"labels/{name}", $"The label {name} of one symbol on one session.", set.Version, columns,
            ["date", "symbol"], "year=",
            "A label is known from label_end on, never before: it is made of what happens from date to label_end.",
            "one row per curated bar")
        {
            Knowledge = new("label_end", TimeSpan.Zero),
        };
    }

    /// <summary>The contracts of all sets of a configuration.</summary>
    /// <param name="features">Feature sets by name.</param>
    /// <param name="labels">Label sets by name.</param>
    public static IEnumerable<TableContract> Of(
        IReadOnlyDictionary<string, FeatureSetOptions> features, IReadOnlyDictionary<string, LabelSetOptions> labels) =>
        features.Select(s => Features(FeatureSetConfig.From(s.Key, s.Value)))
            .Concat(labels.Select(s => Labels(s.Key, s.Value)));
}
