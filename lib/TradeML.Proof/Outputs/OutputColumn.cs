namespace TradeML.Proof.Outputs;

/// <summary>One column of a subject's output, in the precision it was computed in; it does not copy.</summary>
public readonly struct OutputColumn
{
    private readonly ReadOnlyMemory<double> doubles;
    private readonly ReadOnlyMemory<float> singles;

    /// <summary>A column of doubles.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="values">One value a row; NaN = unknown.</param>
    public OutputColumn(string name, ReadOnlyMemory<double> values) =>
        (Name, doubles, Length) = (name, values, values.Length);

    /// <summary>A column of floats.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="values">One value a row; NaN = unknown.</param>
    public OutputColumn(string name, ReadOnlyMemory<float> values) =>
        (Name, singles, Length) = (name, values, values.Length);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>Some rows of the column.</summary>
    /// <param name="rows">Their numbers.</param>
    internal double[] At(ReadOnlySpan<int> rows)
    {
        var picked = new double[rows.Length];
        if (singles.IsEmpty)
        {
            var from = doubles.Span;
            for (var i = 0; i < rows.Length; i++) picked[i] = from[rows[i]];
        }
        else
        {
            var from = singles.Span;
            for (var i = 0; i < rows.Length; i++) picked[i] = from[rows[i]];
        }

        return picked;
    }
}
