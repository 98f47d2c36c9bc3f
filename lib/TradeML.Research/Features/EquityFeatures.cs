using System.Numerics;
using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// Builds the daily equity features of a panel (SSOT §3.1). Each row uses rows of its symbol up to and including its date, and, where the
/// set is standardised, the rows of other symbols on the same date.
/// </summary>
public static class EquityFeatures
{
    /// <summary>Computes the features of a set for every panel row.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, or one whose data the panel lacks.</exception>
    public static FeatureMatrix Build(Panel panel, FeatureSetConfig config, int threads = 1, CancellationToken cancellationToken = default)
    {
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
        var specs = Specs(panel, config);
        var values = GC.AllocateUninitializedArray<float>(checked(panel.Rows * specs.Length));
        string[] names = [.. config.Features.Select(name => name.StartsWith("feat_", StringComparison.Ordinal) ? name : "feat_" + name)];
        var matrix = new FeatureMatrix(names, values, panel.Rows, Missing(panel, specs, names));
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        var calendars = Calendars(panel, specs);
        var longest = Longest(panel);
        Parallel.For(
            0, panel.SymbolCount, options,
            () => (Series: new SymbolSeries(longest, specs.Max(spec => spec.Window)), Output: new double[longest]),
            (symbol, _, local) =>
            {
                BuildSymbol(panel, symbol, specs, calendars, matrix, local.Series, local.Output);
                return local;
            },
            _ => { });
        CrossSection.Apply(panel, matrix, specs, config, options);
        return matrix;
    }

    /// <summary>One feature of every panel row in double precision, not standardised: what the matrix holds before it is narrowed.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="feature">A feature name, see <see cref="FeatureSpec.Parse"/>.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, or one whose data the panel lacks.</exception>
    public static double[] Column(Panel panel, string feature)
    {
        var specs = Specs(panel, new() { Name = feature, Features = [feature] });
        var result = new double[panel.Rows];
        if (Calendars(panel, specs)[0] is { } calendar)
        {
            for (var row = 0; row < result.Length; row++) result[row] = calendar[panel.Day[row]];
            return result;
        }

        var series = new SymbolSeries(Longest(panel), specs[0].Window);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            series.Load(panel, symbol);
            series.Compute(specs[0], result.AsSpan(panel.RowStarts[symbol], series.Length));
        }

        return result;
    }

    private static FeatureSpec[] Specs(Panel panel, FeatureSetConfig config)
    {
        if (config.Features.Count == 0) throw new TradeMLException(ErrorKind.BadInput, $"The feature set '{config.Name}' is empty.");
        foreach (var step in config.Steps)
            if (step.Tail is not (>= 0 and <= 0.25))
                throw new TradeMLException(ErrorKind.BadInput, $"The winsorised tail of '{config.Name}' is {step.Tail}; it is 0 to 0.25.");
        return [.. config.Features.Select(FeatureSpec.Parse)];
    }

    private static Dictionary<string, string> Missing(Panel panel, FeatureSpec[] specs, string[] names)
    {
        var missing = new Dictionary<string, string>();
        for (var i = 0; i < specs.Length; i++)
            if (specs[i].NeedsShares && panel.SharesOutstanding is null) missing[names[i]] = "shares outstanding";
        return missing;
    }

    private static int Longest(Panel panel)
    {
        var longest = 0;
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++) longest = Math.Max(longest, panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
        return longest;
    }

    private static double[]?[] Calendars(Panel panel, FeatureSpec[] specs)
    {
        var calendars = new double[]?[specs.Length];
        for (var i = 0; i < specs.Length; i++)
        {
            if (!specs[i].IsCalendar) continue;
            Seasonality.Compute(panel.Sessions, specs[i].Kind, calendars[i] = new double[panel.Sessions.Length]);
        }

        return calendars;
    }

    private static void BuildSymbol(
        Panel panel, int symbol, FeatureSpec[] specs, double[]?[] calendars, FeatureMatrix matrix, SymbolSeries series, double[] buffer)
    {
        series.Load(panel, symbol);
        var start = panel.RowStarts[symbol];
        for (var column = 0; column < specs.Length; column++)
        {
            var target = matrix.Column(column).Slice(start, series.Length);
            if (calendars[column] is { } calendar)
            {
                for (var i = 0; i < target.Length; i++) target[i] = (float)calendar[panel.Day[start + i]];
                continue;
            }

            var output = buffer.AsSpan(0, series.Length);
            series.Compute(specs[column], output);
            Narrow(output, target);
        }
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
