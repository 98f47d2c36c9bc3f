using System.Collections;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Data.Quality;

/// <summary>
/// Row operations on batches: picking rows and telling whether two rows say the same, whenever and wherever they were
/// fetched.
/// </summary>
internal static class BatchRows
{
    private static readonly string[] Provenance = ["ingested_at", "source_uri", "api_version"];

    /// <summary>A batch of some rows of another.</summary>
    public static ColumnBatch Pick(ColumnBatch batch, IReadOnlyList<int> rows)
    {
        if (rows.Count == batch.RowCount) return batch;
        var columns = new Dictionary<string, Array>();
        foreach (var column in batch.Contract.Columns)
        {
            if (batch[column.Name] is not { } source) continue;
            var target = Array.CreateInstance(source.GetType().GetElementType()!, rows.Count);
            for (var i = 0; i < rows.Count; i++) Array.Copy(source, rows[i], target, i, 1);
            columns.Add(column.Name, target);
        }

        return new ColumnBatch(batch.Contract, columns, rows.Count);
    }

    /// <summary>
    /// Indices of the rows of <paramref name="fetched"/> that <paramref name="current"/> lacks or has with other
    /// content.
    /// </summary>
    public static List<int> NewOrChanged(ColumnBatch fetched, ColumnBatch current)
    {
        var index = new Dictionary<RowKey, int>(current.RowCount);
        for (var i = 0; i < current.RowCount; i++) index[KeyOf(current, i)] = i;
        var columns = fetched.Contract.Columns.Where(c => !Provenance.Contains(c.Name))
            .Select(c => (fetched[c.Name], current[c.Name])).ToList();
        var rows = new List<int>();
        for (var i = 0; i < fetched.RowCount; i++)
            if (!index.TryGetValue(KeyOf(fetched, i), out var other)
                || !columns.TrueForAll(c => Same(Value(c.Item1, i), Value(c.Item2, other)))) rows.Add(i);
        return rows;
    }

    private static object? Value(Array? column, int row) =>
        column is null ? null : ((IList)column)[row] is double.NaN ? null : ((IList)column)[row];

    private static bool Same(object? a, object? b) => Equals(a, b);

    private static RowKey KeyOf(ColumnBatch batch, int row)
    {
        var key = batch.Contract.Key;
        object? Part(int i) => i < key.Count ? Value(batch[key[i]], row) : null;
        if (key.Count > 8)
            throw new TradeMLException(ErrorKind.Internal,
                $"The key of {batch.Contract.Name} has more columns than rows are compared by.", batch.Contract.Name);
        return new RowKey(Part(0), Part(1), Part(2), Part(3), Part(4), Part(5), Part(6), Part(7));
    }

    private readonly record struct RowKey(
        object? A, object? B, object? C, object? D, object? E, object? F, object? G, object? H);
}
