using TradeML.Core.Errors;
using TradeML.Models.LightGbm.Scoring;

namespace TradeML.Models.LightGbm;

/// <summary>
/// Our own scorer of LightGBM's text models: trees with numerical splits in flat arrays. Scores equal the native
/// library's, without it and several times faster. Safe for any number of threads at once.
/// </summary>
public sealed class LightGbmForest
{
    private const float ZeroBelow = 1e-35f;

    private readonly ForestText text;
    private readonly WalkScorer walk;
    private readonly MaskScorer? mask;

    private LightGbmForest(ForestText text)
    {
        this.text = text;
        walk = new WalkScorer(text.Trees);
        mask = MaskScorer.TryBuild(text.Trees);
    }

    /// <summary>Features that a row must have.</summary>
    public int FeatureCount => text.FeatureNames.Length;

    /// <summary>Trees of the model.</summary>
    public int TreeCount => text.Trees.Length;

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames => text.FeatureNames;

    /// <summary>Reads a model's text form.</summary>
    /// <param name="model">What <see cref="LightGbmBooster.SaveToText"/> wrote.</param>
    /// <exception cref="TradeMLException">The text is no such model, or holds what this scorer does not know
    /// (categorical splits, linear leaves, several classes).</exception>
    public static LightGbmForest Parse(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LightGbmForest(ForestText.Parse(model));
    }

    /// <summary>Scores all rows of a column-major matrix.</summary>
    /// <param name="values">rows × <see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="scores">One score a row.</param>
    /// <param name="rawScore">Whether to skip the objective's transformation. Default false.</param>
    /// <exception cref="TradeMLException">The sizes do not fit.</exception>
    public void Predict(ReadOnlySpan<float> values, int rows, Span<double> scores, bool rawScore = false)
    {
        CheckSizes(values.Length, rows, rows, scores.Length);
        var tile = new float[FeatureCount * MaskScorer.TileRows];
        for (var start = 0; start < rows; start += MaskScorer.TileRows)
        {
            var count = Math.Min(MaskScorer.TileRows, rows - start);
            for (var column = 0; column < FeatureCount; column++)
            {
                var target = tile.AsSpan(column * MaskScorer.TileRows, count);
                values.Slice((column * rows) + start, count).CopyTo(target);
                Snap(target);
            }

            ScoreTile(tile, scores.Slice(start, count));
        }

        Finish(scores, rawScore);
    }

    /// <summary>Scores some rows of a column-major matrix where they lie.</summary>
    /// <param name="values">rows × <see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rows">Number of rows of the matrix.</param>
    /// <param name="chosen">Indices of the rows to score.</param>
    /// <param name="scores">One score a chosen row.</param>
    /// <param name="rawScore">Whether to skip the objective's transformation. Default false.</param>
    /// <exception cref="TradeMLException">The sizes do not fit, or a row is out of range.</exception>
    public void Predict(
        ReadOnlySpan<float> values, int rows, ReadOnlySpan<int> chosen, Span<double> scores, bool rawScore = false)
    {
        CheckSizes(values.Length, rows, chosen.Length, scores.Length);
        foreach (var row in chosen)
        {
            if ((uint)row >= (uint)rows)
                throw new TradeMLException(ErrorKind.BadInput, $"Row {row} to score lies outside the {rows} rows.");
        }

        var tile = new float[FeatureCount * MaskScorer.TileRows];
        for (var start = 0; start < chosen.Length; start += MaskScorer.TileRows)
        {
            var part = chosen.Slice(start, Math.Min(MaskScorer.TileRows, chosen.Length - start));
            for (var column = 0; column < FeatureCount; column++)
            {
                var source = values.Slice(column * rows, rows);
                var target = tile.AsSpan(column * MaskScorer.TileRows, part.Length);
                for (var i = 0; i < part.Length; i++) target[i] = source[part[i]];
                Snap(target);
            }

            ScoreTile(tile, scores.Slice(start, part.Length));
        }

        Finish(scores, rawScore);
    }

    /// <summary>Scores one row of doubles at full precision.</summary>
    /// <param name="row"><see cref="FeatureCount"/> values; NaN = missing.</param>
    /// <param name="rawScore">Whether to skip the objective's transformation. Default false.</param>
    /// <exception cref="TradeMLException">The size does not fit.</exception>
    public double Predict(ReadOnlySpan<double> row, bool rawScore = false)
    {
        CheckSizes(row.Length, 1, 1, 1);
        Span<double> score = [walk.Score(row)];
        Finish(score, rawScore);
        return score[0];
    }

    private static void Snap(Span<float> values)
    {
        foreach (ref var value in values)
        {
            if (MathF.Abs(value) <= ZeroBelow) value = 0;
        }
    }

    private void ScoreTile(ReadOnlySpan<float> tile, Span<double> scores)
    {
        if (mask is not null)
        {
            Span<double> sums = stackalloc double[MaskScorer.TileRows];
            mask.Score(tile, sums);
            sums[..scores.Length].CopyTo(scores);
            return;
        }

        var row = new double[FeatureCount];
        for (var i = 0; i < scores.Length; i++)
        {
            for (var column = 0; column < row.Length; column++) row[column] = tile[(column * MaskScorer.TileRows) + i];
            scores[i] = walk.Score(row);
        }
    }

    private void Finish(Span<double> scores, bool rawScore)
    {
        if (text.Average && TreeCount > 0)
        {
            foreach (ref var score in scores) score /= TreeCount;
        }

        if (!rawScore) text.Transform.Apply(scores);
    }

    private void CheckSizes(int values, int rows, int chosen, int scores)
    {
        if (rows >= 0 && (long)rows * FeatureCount == values && chosen == scores) return;
        throw new TradeMLException(
            ErrorKind.BadInput,
            $"{rows} rows of {FeatureCount} features take {(long)rows * FeatureCount} values, {chosen} scores take "
                + $"as much room; {values} values and room for {scores} scores were handed over.",
            null,
            "Hand over the features that the model was trained on, in their order.");
    }
}
