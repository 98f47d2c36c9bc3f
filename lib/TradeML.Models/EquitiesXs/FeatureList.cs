using TradeML.Core.Errors;

namespace TradeML.Models.EquitiesXs;

/// <summary>Compares the features a model expects with those it is handed.</summary>
internal static class FeatureList
{
    public static void RequireSame(IReadOnlyList<string> expected, IReadOnlyList<string> given)
    {
        var shared = Math.Min(expected.Count, given.Count);
        for (var i = 0; i < shared; i++)
        {
            if (expected[i] != given[i])
                throw Refuse($"feature {i + 1} is {given[i]} where the model was trained on {expected[i]}");
        }

        if (expected.Count != given.Count)
            throw Refuse($"{given.Count} features are given, the model was trained on {expected.Count}");
    }

    private static TradeMLException Refuse(string why) =>
        new(ErrorKind.BadInput, $"The model refuses to score: {why}.", "feature_list.json",
            "Build the features with the configuration that the model was trained with, or train anew.");
}
