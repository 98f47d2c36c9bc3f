using TradeML.Core.Errors;

namespace TradeML.Models.Training;

/// <summary>
/// The rows that a model is trained and tested on: features column-major, one session and one label a row. Nothing is
/// copied.
/// </summary>
public sealed class TrainingSample
{
    /// <summary>Wraps the arrays of a sample.</summary>
    /// <param name="featureNames">Names of the columns, distinct.</param>
    /// <param name="features">rows × columns, column-major; NaN = unknown.</param>
    /// <param name="day">Index into <paramref name="sessions"/> of each row, in any order.</param>
    /// <param name="sessions">Sessions, ascending.</param>
    /// <param name="labels">Raw forward return of each row; NaN = none: such a row is scored but never trained
    /// on.</param>
    /// <exception cref="TradeMLException">Lengths differ, or a day lies outside the sessions.</exception>
    public TrainingSample(
        IReadOnlyList<string> featureNames, ReadOnlyMemory<float> features, ReadOnlyMemory<int> day,
        ReadOnlyMemory<DateOnly> sessions, ReadOnlyMemory<double> labels)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        FeatureNames = featureNames;
        Features = features;
        Day = day;
        Sessions = sessions;
        Labels = labels;
        if (featureNames.Count == 0 || (long)featureNames.Count * day.Length != features.Length
            || labels.Length != day.Length)
        {
            throw Refuse(
                $"{featureNames.Count} feature names, {features.Length} feature values, {day.Length} days and "
                    + $"{labels.Length} labels do not belong together");
        }

        foreach (var index in day.Span)
        {
            if ((uint)index >= (uint)sessions.Length)
                throw Refuse($"day {index} lies outside the {sessions.Length} sessions");
        }
    }

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Features, column-major.</summary>
    public ReadOnlyMemory<float> Features { get; }

    /// <summary>Index into <see cref="Sessions"/> of each row.</summary>
    public ReadOnlyMemory<int> Day { get; }

    /// <summary>Sessions, ascending (exchange-local dates).</summary>
    public ReadOnlyMemory<DateOnly> Sessions { get; }

    /// <summary>Raw forward return of each row; NaN = none.</summary>
    public ReadOnlyMemory<double> Labels { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Day.Length;

    /// <summary>Number of features.</summary>
    public int Columns => FeatureNames.Count;

    private static TradeMLException Refuse(string why) =>
        new(ErrorKind.BadInput, $"The training sample is not valid: {why}.", null,
            "Build features, days and labels from one panel.");
}
