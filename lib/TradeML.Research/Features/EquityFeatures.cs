using System.Numerics;
using TradeML.Core.Errors;
using TradeML.Research.Features.CrossSections;
using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// Builds the daily equity features of a panel (SSOT §3.1). Each row uses rows of its symbol up to and including its date, and, where the
/// set has steps, the rows of other symbols on the same date. Columns do not depend on each other: a set may be built a few at a time.
/// </summary>
public static class EquityFeatures
{
    /// <summary>Computes the features of a set for every panel row. What the panel lacks is unknown and listed in <see cref="FeatureMatrix.Missing"/>.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, an empty set, or a tail that is not 0 to 0.25.</exception>
    public static FeatureMatrix Build(Panel panel, FeatureSetConfig config, int threads = 1, CancellationToken cancellationToken = default)
    {
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
        var specs = Specs(config);
        string[] names = [.. config.Features.Select(name => name.StartsWith("feat_", StringComparison.Ordinal) ? name : "feat_" + name)];
        var values = GC.AllocateUninitializedArray<float>(checked(panel.Rows * specs.Length));
        var matrix = new FeatureMatrix(names, values, panel.Rows, Missing(panel, config, specs, names));
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var work = new Work(panel, config, specs, matrix);
        Parallel.For(
            0, panel.SymbolCount, options,
            () => (Series: work.NewSeries(), Output: new double[work.Longest]),
            (symbol, _, local) =>
            {
                work.Build(symbol, local.Series, local.Output);
                return local;
            },
            _ => { });
        CrossSection.Apply(panel, matrix, specs, config, work.Sectors, options);
        return matrix;
    }

    /// <summary>One feature of every panel row in double precision, without steps: what the matrix holds before it is narrowed.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="feature">A feature name, see <see cref="FeatureSpec.Parse"/>.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature.</exception>
    public static double[] Column(Panel panel, string feature)
    {
        var config = new FeatureSetConfig { Name = feature, Features = [feature] };
        var specs = Specs(config);
        var result = new double[panel.Rows];
        var work = new Work(panel, config, specs, null);
        var series = work.NewSeries();
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            series.Load(symbol);
            work.Compute(0, series, panel.RowStarts[symbol], result.AsSpan(panel.RowStarts[symbol], series.Length));
        }

        return result;
    }

    private static FeatureSpec[] Specs(FeatureSetConfig config)
    {
        if (config.Features.Count == 0) throw new TradeMLException(ErrorKind.BadInput, $"The feature set '{config.Name}' is empty.");
        foreach (var step in config.Steps)
            if (step.Tail is not (>= 0 and <= 0.25))
                throw new TradeMLException(ErrorKind.BadInput, $"The winsorised tail of '{config.Name}' is {step.Tail}; it is 0 to 0.25.");
        return [.. config.Features.Select(FeatureSpec.Parse)];
    }

    private static Dictionary<string, string> Missing(Panel panel, FeatureSetConfig config, FeatureSpec[] specs, string[] names)
    {
        var missing = new Dictionary<string, string>();
        var ofSteps = config.Steps.Select(step => CrossSection.Lacks(step, panel)).FirstOrDefault(input => input is not null);
        for (var i = 0; i < specs.Length; i++)
            if ((PanelInputs.Missing(panel, specs[i].Definition.Inputs) ?? (specs[i].Definition.TakesSteps ? ofSteps : null)) is { } input) missing[names[i]] = input;
        return missing;
    }

    /// <summary>What the threads share.</summary>
    private sealed class Work
    {
        private readonly Panel panel;
        private readonly FeatureSpec[] specs;
        private readonly FeatureMatrix? matrix;
        private readonly double[]?[] ofSessions;
        private readonly bool[] isMissing;
        private readonly CategoryMap industries;

        internal Work(Panel panel, FeatureSetConfig config, FeatureSpec[] specs, FeatureMatrix? matrix)
        {
            this.panel = panel;
            this.specs = specs;
            this.matrix = matrix;
            Sectors = new(panel.SectorNames, config.Sectors);
            industries = new(panel.IndustryNames, config.Industries);
            ofSessions = [.. specs.Select(spec => spec.Definition.OfSession is { } value ? Array.ConvertAll(panel.Sessions, date => value(date)) : null)];
            isMissing = [.. specs.Select((spec, i) => matrix?.Missing.ContainsKey(matrix.Names[i]) ?? PanelInputs.Missing(panel, spec.Definition.Inputs) is not null)];
            for (var symbol = 0; symbol < panel.SymbolCount; symbol++) Longest = Math.Max(Longest, panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
        }

        internal int Longest { get; }

        internal CategoryMap Sectors { get; }

        internal SymbolSeries NewSeries() => new(panel, Longest, Math.Max(1, specs.Max(spec => spec.Window)), Sectors, industries);

        internal void Build(int symbol, SymbolSeries series, double[] buffer)
        {
            series.Load(symbol);
            var start = panel.RowStarts[symbol];
            var output = buffer.AsSpan(0, series.Length);
            for (var column = 0; column < specs.Length; column++)
            {
                var target = matrix!.Column(column).Slice(start, series.Length);
                if (isMissing[column])
                {
                    target.Fill(float.NaN);
                    continue;
                }

                Compute(column, series, start, output);
                Narrow(output, target);
            }
        }

        internal void Compute(int column, SymbolSeries series, int start, Span<double> result)
        {
            if (isMissing[column]) result.Fill(double.NaN);
            else if (ofSessions[column] is not { } values) specs[column].Definition.Kernel(series, specs[column], result);
            else for (var i = 0; i < result.Length; i++) result[i] = values[panel.Day[start + i]];
        }

        private static void Narrow(ReadOnlySpan<double> values, Span<float> result)
        {
            var width = Vector<double>.Count;
            var i = 0;
            for (; i <= values.Length - (2 * width); i += 2 * width)
                Vector.Narrow(new Vector<double>(values.Slice(i, width)), new Vector<double>(values.Slice(i + width, width))).CopyTo(result.Slice(i, 2 * width));
            for (; i < values.Length; i++) result[i] = (float)values[i];
        }
    }
}
