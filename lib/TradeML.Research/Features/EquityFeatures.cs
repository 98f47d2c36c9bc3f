using TradeML.Core.Errors;
using TradeML.Research.Features.CrossSections;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// Builds the daily equity features of a panel (SSOT §3.1). Each row uses rows of its symbol up to and including its
/// date, and, where the set has steps, the rows of other symbols on the same date. Columns do not depend on each other:
/// a set may be built a few at a time.
/// </summary>
public static class EquityFeatures
{
    /// <summary>
    /// Computes the features of a set for every panel row. What the panel lacks is unknown and listed in
    /// <see cref="FeatureMatrix.Missing"/>.
    /// </summary>
    /// <param name="panel">The panel.</param>
    /// <param name="config">The feature set.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature, an empty set, or a tail that is not 0 to
    /// 0.25.</exception>
    public static FeatureMatrix Build(
        Panel panel, FeatureSetConfig config, int threads = 1, CancellationToken cancellationToken = default)
    {
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
        var rows = FeatureRows.Of(panel);
        var features = new SymbolFeatures(config, rows);
        var values = GC.AllocateUninitializedArray<float>(checked(panel.Rows * features.Names.Length));
        var matrix = new FeatureMatrix(features.Names, values, panel.Rows, features.Missing);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(
            0, panel.SymbolCount, options, features.NewWorker,
            (symbol, _, worker) =>
            {
                var (start, length) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
                worker.Load(symbol, start, length);
                for (var column = 0; column < matrix.Columns; column++)
                {
                    var target = matrix.Column(column).Slice(start, length);
                    if (features.IsMissing(column)) target.Fill(float.NaN);
                    else SymbolFeatures.Narrow(worker.Compute(column), target);
                }

                return worker;
            },
            _ => { });
        CrossSection.Apply(panel, rows, matrix, features, config, options);
        return matrix;
    }

    /// <summary>
    /// One feature of every panel row in double precision, without steps: what the matrix holds before it is narrowed.
    /// </summary>
    /// <param name="panel">The panel.</param>
    /// <param name="feature">A feature name, see <see cref="FeatureSpec.Parse"/>.</param>
    /// <exception cref="TradeMLException">Bad input: an unknown feature.</exception>
    public static double[] Column(Panel panel, string feature)
    {
        var worker = new SymbolFeatures(new FeatureSetConfig { Name = feature, Features = [feature] },
            FeatureRows.Of(panel)).NewWorker();
        var result = new double[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var (start, length) = (panel.RowStarts[symbol], panel.RowStarts[symbol + 1] - panel.RowStarts[symbol]);
            worker.Load(symbol, start, length);
            worker.Compute(0).CopyTo(result.AsSpan(start, length));
        }

        return result;
    }
}
