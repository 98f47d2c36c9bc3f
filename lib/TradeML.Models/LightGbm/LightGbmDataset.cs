using TradeML.Core.Errors;
using TradeML.Models.LightGbm.Native;

namespace TradeML.Models.LightGbm;

/// <summary>
/// A binned training or validation set in LightGBM's memory: rows × features of bins, with labels, weights, initial
/// scores and query groups. NaN features are missing values.
/// </summary>
public sealed class LightGbmDataset : IDisposable
{
    private LightGbmDataset(DatasetHandle handle)
    {
        Handle = handle.Counted();
        NativeStatus.Check(DatasetApi.GetNumData(handle, out var rows), "count the rows");
        NativeStatus.Check(DatasetApi.GetNumFeature(handle, out var columns), "count the features");
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Rows of the set.</summary>
    public int Rows { get; }

    /// <summary>Features of the set.</summary>
    public int Columns { get; }

    /// <summary>Labels as LightGBM holds them (copied); all zero before they are set.</summary>
    public IReadOnlyList<float> Labels => NativeText.ReadFloats(Handle, "label");

    /// <summary>Weights as LightGBM holds them (copied); empty when none are set.</summary>
    public IReadOnlyList<float> Weights => NativeText.ReadFloats(Handle, "weight");

    /// <summary>Initial scores as LightGBM holds them (copied); empty when none are set.</summary>
    public IReadOnlyList<double> InitialScores => NativeText.ReadDoubles(Handle, "init_score");

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames
    {
        get
        {
            unsafe
            {
                return NativeText.ReadNames(
                    (int slots, out int count, nuint bytes, out nuint needed, byte** names) =>
                        DatasetApi.GetFeatureNames(Handle, slots, out count, bytes, out needed, names),
                    "read the feature names");
            }
        }
    }

    internal DatasetHandle Handle { get; }

    /// <summary>Bins a dense matrix of 32-bit floats where it lies, without a copy of it.</summary>
    /// <param name="values">rows × columns values; NaN = missing.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Features, at least 1.</param>
    /// <param name="parameters">Parameters; those of binning (max_bin and its kin) become part of the set.</param>
    /// <param name="order">How the matrix lies in memory.</param>
    /// <param name="reference">A set whose bins are taken over, as validation sets must; null = bins from these
    /// values.</param>
    /// <exception cref="TradeMLException">The sizes do not fit, or LightGBM refused.</exception>
    public static LightGbmDataset FromMatrix(
        ReadOnlySpan<float> values, int rows, int columns, LightGbmParameters parameters,
        MatrixOrder order = MatrixOrder.ColumnMajor, LightGbmDataset? reference = null)
    {
        var text = Prepare(values.Length, rows, columns, parameters);
        var major = order == MatrixOrder.RowMajor ? 1 : 0;
        var status = reference is null
            ? DatasetApi.CreateFromMat(values, NativeType.Float32, rows, columns, major, text, 0, out var handle)
            : DatasetApi.CreateFromMat(values, NativeType.Float32, rows, columns, major, text, reference.Handle,
                out handle);
        NativeStatus.Check(status, "bin the feature matrix");
        return new LightGbmDataset(handle);
    }

    /// <summary>Bins a dense matrix of doubles where it lies, without a copy of it.</summary>
    /// <inheritdoc cref="FromMatrix(ReadOnlySpan{float}, int, int, LightGbmParameters, MatrixOrder, LightGbmDataset)"/>
    public static LightGbmDataset FromMatrix(
        ReadOnlySpan<double> values, int rows, int columns, LightGbmParameters parameters,
        MatrixOrder order = MatrixOrder.ColumnMajor, LightGbmDataset? reference = null)
    {
        var text = Prepare(values.Length, rows, columns, parameters);
        var major = order == MatrixOrder.RowMajor ? 1 : 0;
        var status = reference is null
            ? DatasetApi.CreateFromMat(values, NativeType.Float64, rows, columns, major, text, 0, out var handle)
            : DatasetApi.CreateFromMat(values, NativeType.Float64, rows, columns, major, text, reference.Handle,
                out handle);
        NativeStatus.Check(status, "bin the feature matrix");
        return new LightGbmDataset(handle);
    }

    /// <summary>
    /// Reads a text file as LightGBM's own loader does (CSV, TSV or LibSVM). Files NAME.weight, NAME.init and
    /// NAME.query beside it are loaded too; a matrix never brings them.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">Parameters; label_column, header and their kin go through
    /// <see cref="LightGbmParameters.Extra"/>.</param>
    /// <param name="reference">A set whose bins are taken over; null = bins from this file.</param>
    /// <exception cref="TradeMLException">The file is missing or malformed.</exception>
    public static LightGbmDataset FromFile(
        string path, LightGbmParameters parameters, LightGbmDataset? reference = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        var text = parameters.ToText();
        LightGbmRuntime.Require();
        if (!File.Exists(path))
            throw new TradeMLException(ErrorKind.BadInput, "The training file does not exist.", path,
                "Check the path.");
        var status = reference is null
            ? DatasetApi.CreateFromFile(path, text, 0, out var handle)
            : DatasetApi.CreateFromFile(path, text, reference.Handle, out handle);
        NativeStatus.Check(status, $"read {path}");
        return new LightGbmDataset(handle);
    }

    /// <summary>
    /// Copies the bins of some rows, with their labels, weights and initial scores; the bin bounds stay those of this
    /// set.
    /// </summary>
    /// <param name="rows">Row indices, strictly ascending, each from 0 to <see cref="Rows"/> - 1; at least one.</param>
    /// <param name="parameters">Parameters; those of binning must equal this set's. LightGBM keeps one thread count for
    /// the whole process and takes it from the last call, so fits side by side must all name the same.</param>
    /// <exception cref="TradeMLException">The rows are empty, out of range or not ascending.</exception>
    public LightGbmDataset Subset(ReadOnlySpan<int> rows, LightGbmParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (rows.IsEmpty) throw Refuse("a subset needs at least one row");
        var last = -1;
        foreach (var row in rows)
        {
            if (row <= last || row >= Rows)
                throw Refuse($"row indices must ascend from 0 to {Rows - 1}; {row} follows {last}");
            last = row;
        }

        NativeStatus.Check(DatasetApi.GetSubset(Handle, rows, rows.Length, parameters.ToText(), out var subset),
            "take a subset of rows");
        return new LightGbmDataset(subset);
    }

    /// <summary>Sets one label a row.</summary>
    /// <param name="labels"><see cref="Rows"/> finite labels.</param>
    /// <exception cref="TradeMLException">The count differs or a label is not finite.</exception>
    public void SetLabels(ReadOnlySpan<float> labels)
    {
        Demand("labels", labels.Length, Rows);
        for (var i = 0; i < labels.Length; i++)
        {
            if (!float.IsFinite(labels[i]))
                throw Refuse($"the label of row {i} is {labels[i]}: leave rows without a label out of the set");
        }

        NativeStatus.Check(DatasetApi.SetField(Handle, "label", labels, labels.Length, NativeType.Float32),
            "set the labels");
    }

    /// <summary>Sets one weight a row.</summary>
    /// <param name="weights"><see cref="Rows"/> finite weights, 0 or above.</param>
    /// <exception cref="TradeMLException">The count differs or a weight is negative or not finite.</exception>
    public void SetWeights(ReadOnlySpan<float> weights)
    {
        Demand("weights", weights.Length, Rows);
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw Refuse($"the weight of row {i} is {weights[i]}, allowed is 0 or above");
        }

        NativeStatus.Check(DatasetApi.SetField(Handle, "weight", weights, weights.Length, NativeType.Float32),
            "set the weights");
    }

    /// <summary>Sets the score that boosting starts from, one a row.</summary>
    /// <param name="scores"><see cref="Rows"/> raw scores.</param>
    /// <exception cref="TradeMLException">The count differs.</exception>
    public void SetInitialScores(ReadOnlySpan<double> scores)
    {
        Demand("initial scores", scores.Length, Rows);
        NativeStatus.Check(DatasetApi.SetField(Handle, "init_score", scores, scores.Length, NativeType.Float64),
            "set the initial scores");
    }

    /// <summary>Sets the query groups of ranking objectives.</summary>
    /// <param name="sizes">Rows of each group in order; they sum to <see cref="Rows"/>.</param>
    /// <exception cref="TradeMLException">The sizes do not sum to the rows.</exception>
    public void SetGroups(ReadOnlySpan<int> sizes)
    {
        long sum = 0;
        foreach (var size in sizes) sum += size > 0 ? size : throw Refuse($"a group of {size} rows is not allowed");
        if (sum != Rows) throw Refuse($"the groups hold {sum} rows, the set {Rows}");
        NativeStatus.Check(DatasetApi.SetField(Handle, "group", sizes, sizes.Length, NativeType.Int32),
            "set the groups");
    }

    /// <summary>Names the features.</summary>
    /// <param name="names"><see cref="Columns"/> distinct names without blanks, commas, colons, quotes, brackets or
    /// braces.</param>
    /// <exception cref="TradeMLException">The count differs or a name is not allowed.</exception>
    public void SetFeatureNames(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Demand("feature names", names.Count, Columns);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || ",:\"[]{}".Contains(c)))
                throw Refuse($"\"{name}\" is not a feature name");
            if (!seen.Add(name)) throw Refuse($"the feature name {name} stands twice");
        }

        NativeStatus.Check(DatasetApi.SetFeatureNames(Handle, [.. names], names.Count), "set the feature names");
    }

    /// <summary>Bins of one feature.</summary>
    /// <param name="column">The feature, 0 to <see cref="Columns"/> - 1.</param>
    public int BinCount(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        NativeStatus.Check(DatasetApi.GetFeatureNumBin(Handle, column, out var bins), "count the bins");
        return bins;
    }

    /// <summary>Frees the native set; a booster that still uses it keeps it alive.</summary>
    public void Dispose() => Handle.Dispose();

    private static string Prepare(int length, int rows, int columns, LightGbmParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (rows < 1 || columns < 1 || (long)rows * columns != length)
        {
            throw Refuse($"a matrix of {rows} rows and {columns} features does not have {length} values");
        }

        var text = parameters.ToText();
        LightGbmRuntime.Require();
        return text;
    }

    private static void Demand(string what, int count, int rows)
    {
        if (count != rows) throw Refuse($"{count} {what} do not fit {rows}");
    }

    private static TradeMLException Refuse(string why) =>
        new(ErrorKind.BadInput, $"LightGBM's data set is not valid: {why}.", null,
            "Hand over arrays of the set's own size.");
}
