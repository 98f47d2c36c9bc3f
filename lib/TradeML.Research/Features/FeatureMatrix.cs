using TradeML.Core.Errors;

namespace TradeML.Research.Features;

/// <summary>
/// Features of every panel row as float32, column-major: column <c>c</c> is <c>Values[c × Rows … (c + 1) × Rows −
/// 1]</c>. NaN = unknown.
/// </summary>
public sealed class FeatureMatrix
{
    /// <summary>Wraps a matrix without copying it.</summary>
    /// <param name="names">Column names, <c>feat_…</c>.</param>
    /// <param name="values">Column-major values, <c>rows × names.Length</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="missing">Columns that are unknown everywhere because the panel lacks an input, with its name; null
    /// = none.</param>
    /// <exception cref="TradeMLException">Bad input: the length does not fit.</exception>
    public FeatureMatrix(string[] names, float[] values, int rows, IReadOnlyDictionary<string, string>? missing = null)
    {
        if (values.LongLength != (long)names.Length * rows)
            throw new TradeMLException(ErrorKind.BadInput,
                $"{names.Length} features of {rows} rows need {(long)names.Length * rows} values, not "
                    + $"{values.LongLength}.");
        Names = names;
        Values = values;
        Rows = rows;
        Missing = missing ?? new Dictionary<string, string>();
    }

    /// <summary>Column names, <c>feat_…</c>.</summary>
    public string[] Names { get; }

    /// <summary>Column-major values.</summary>
    public float[] Values { get; }

    /// <summary>
    /// Columns that are unknown everywhere because the panel lacks an input: name of the column → name of the input.
    /// </summary>
    public IReadOnlyDictionary<string, string> Missing { get; }

    /// <summary>Number of rows: those of the panel, in its order.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => Names.Length;

    /// <summary>
    /// The columns with a known value, and the names of the others: a model must not see a column that is unknown
    /// everywhere.
    /// </summary>
    public (FeatureMatrix Known, IReadOnlyList<string> Unknown) Split()
    {
        var known = Enumerable.Range(0, Columns).Where(column => Column(column).ContainsAnyExcept(float.NaN)).ToArray();
        if (known.Length == Columns) return (this, []);
        var values = GC.AllocateUninitializedArray<float>(known.Length * Rows);
        for (var i = 0; i < known.Length; i++) Column(known[i]).CopyTo(values.AsSpan(i * Rows, Rows));
        return (new FeatureMatrix([.. known.Select(column => Names[column])], values, Rows),
            [.. Names.Except(known.Select(column => Names[column]))]);
    }

    /// <summary>One column.</summary>
    /// <param name="column">Index into <see cref="Names"/>.</param>
    public Span<float> Column(int column) => Values.AsSpan(column * Rows, Rows);

    /// <summary>One column by name.</summary>
    /// <param name="name">A name of <see cref="Names"/>.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such column.</exception>
    public Span<float> Column(string name)
    {
        var index = Array.IndexOf(Names, name);
        if (index < 0)
            throw new TradeMLException(ErrorKind.BadInput, $"There is no feature '{name}'.", null,
                $"Features: {string.Join(", ", Names)}.");
        return Column(index);
    }
}
