using TradeML.Research.Features.Kernels;

namespace TradeML.Research.Features;

/// <summary>Computes columns of one symbol after the other in the buffers of one thread.</summary>
public sealed class SymbolWorker
{
    private readonly SymbolFeatures set;
    private readonly FeatureRows rows;
    private readonly FeatureSpec[] specs;
    private readonly double[]?[] ofSessions;
    private readonly SymbolSeries series;
    private readonly double[] output;
    private int start;

    internal SymbolWorker(
        SymbolFeatures set, FeatureRows rows, FeatureSpec[] specs, double[]?[] ofSessions, CategoryMap industries)
    {
        (this.set, this.rows, this.specs, this.ofSessions) = (set, rows, specs, ofSessions);
        series = new(rows, Math.Max(1, specs.Max(spec => spec.Window)), set.Sectors, industries);
        output = new double[rows.Longest];
    }

    /// <summary>Turns to a symbol.</summary>
    /// <param name="symbol">Its number; no two symbols have the same.</param>
    /// <param name="from">Its first row.</param>
    /// <param name="length">Its rows.</param>
    public void Load(int symbol, int from, int length)
    {
        start = from;
        series.Load(symbol, from, length);
    }

    /// <summary>One column of the symbol in double precision; it holds until the next call.</summary>
    /// <param name="column">Index into <see cref="SymbolFeatures.Names"/>.</param>
    public ReadOnlySpan<double> Compute(int column)
    {
        var result = output.AsSpan(0, series.Length);
        if (set.IsMissing(column)) result.Fill(double.NaN);
        else if (ofSessions[column] is not { } values) specs[column].Definition.Kernel(series, specs[column], result);
        else for (var i = 0; i < result.Length; i++) result[i] = values[rows.Day[start + i]];
        return result;
    }
}
