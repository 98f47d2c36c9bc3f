using System.Numerics;
using TradeML.Core.Errors;
using TradeML.Research.Features.CrossSections;
using TradeML.Research.Features.Kernels;

namespace TradeML.Research.Features;

/// <summary>
/// A feature set made ready for rows: its columns symbol by symbol, as they are before the steps across symbols.
/// </summary>
public sealed class SymbolFeatures
{
    private readonly FeatureSetConfig config;
    private readonly FeatureSpec[] specs;
    private readonly FeatureRows rows;
    private readonly double[]?[] ofSessions;
    private readonly bool[] isMissing;
    private readonly CategoryMap industries;

    /// <summary>Reads the set.</summary>
    /// <param name="config">The feature set.</param>
    /// <param name="rows">The rows it is computed from.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, an empty set, or a tail that is not 0 to
    /// 0.25.</exception>
    public SymbolFeatures(FeatureSetConfig config, FeatureRows rows)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(rows);
        (this.config, this.rows) = (config, rows);
        specs = Specs(config);
        Names = [
            .. config.Features
                .Select(name => name.StartsWith("feat_", StringComparison.Ordinal) ? name : "feat_" + name)];
        Missing = MissingOf(config, specs, Names, rows);
        isMissing = [.. Names.Select(Missing.ContainsKey)];
        Sectors = new(rows.Columns.SectorNames ?? [], config.Sectors);
        industries = new(rows.Columns.IndustryNames ?? [], config.Industries);
        ofSessions = [
            .. specs
                .Select(spec =>
                    spec.Definition.OfSession is { } value
                        ? Array.ConvertAll(rows.Sessions, date => value(date))
                        : null)];
    }

    /// <summary>Column names, <c>feat_…</c>.</summary>
    public string[] Names { get; }

    /// <summary>
    /// Columns that are unknown everywhere because the rows lack an input: name of the column → name of the input.
    /// </summary>
    public IReadOnlyDictionary<string, string> Missing { get; }

    internal CategoryMap Sectors { get; }

    /// <summary>Whether a column is unknown everywhere.</summary>
    /// <param name="column">Index into <see cref="Names"/>.</param>
    public bool IsMissing(int column) => isMissing[column];

    /// <summary>Whether the steps across symbols change a column.</summary>
    /// <param name="column">Index into <see cref="Names"/>.</param>
    public bool TakesSteps(int column) =>
        config.Steps.Count > 0 && specs[column].Definition.TakesSteps && !isMissing[column];

    /// <summary>A worker for one thread.</summary>
    public SymbolWorker NewWorker() => new(this, rows, specs, ofSessions, industries);

    /// <summary>Everything that the features of a set read.</summary>
    /// <param name="config">The feature set.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, an empty set, or a tail that is not 0 to
    /// 0.25.</exception>
    public static FeatureInput InputsOf(FeatureSetConfig config) =>
        Specs(config).Aggregate(FeatureInput.None, (inputs, spec) => inputs | spec.Definition.Inputs);

    /// <summary>Narrows values to the width of a matrix; a value's bits do not depend on its place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    public static void Narrow(ReadOnlySpan<double> values, Span<float> result)
    {
        var width = Vector<double>.Count;
        var i = 0;
        for (; i <= values.Length - (2 * width); i += 2 * width)
            Vector.Narrow(new Vector<double>(values.Slice(i, width)),
                new Vector<double>(values.Slice(i + width, width))).CopyTo(result.Slice(i, 2 * width));
        for (; i < values.Length; i++) result[i] = (float)values[i];
    }

    private static FeatureSpec[] Specs(FeatureSetConfig config)
    {
        if (config.Features.Count == 0)
            throw new TradeMLException(ErrorKind.BadInput, $"The feature set '{config.Name}' is empty.");
        foreach (var step in config.Steps)
            if (step.Tail is not (>= 0 and <= 0.25))
                throw new TradeMLException(ErrorKind.BadInput,
                    $"The winsorised tail of '{config.Name}' is {step.Tail}; it is 0 to 0.25.");
        return [.. config.Features.Select(FeatureSpec.Parse)];
    }

    private static Dictionary<string, string> MissingOf(
        FeatureSetConfig config, FeatureSpec[] specs, string[] names, FeatureRows rows)
    {
        var missing = new Dictionary<string, string>();
        var ofSteps = config.Steps.Select(step => CrossSection.Lacks(step, rows))
            .FirstOrDefault(input => input is not null);
        for (var i = 0; i < specs.Length; i++)
            if ((rows.Lacking(specs[i].Definition.Inputs) ?? (specs[i].Definition.TakesSteps ? ofSteps : null))
                is { } input) missing[names[i]] = input;
        return missing;
    }
}
