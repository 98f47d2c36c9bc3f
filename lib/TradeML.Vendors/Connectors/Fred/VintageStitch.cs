using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>
/// Joins real-time periods that were cut where one block of vintages ended: neighbours of one observation with the same
/// value whose periods touch are one.
/// </summary>
internal static class VintageStitch
{
    /// <summary>Joins the periods.</summary>
    /// <param name="rows">Rows of raw/macros_fred of one series in the order of the key.</param>
    /// <returns>The rows with whole periods, in the same order.</returns>
    public static ColumnBatch Join(ColumnBatch rows)
    {
        var dates = rows.Get<DateOnly[]>("observation_date");
        var values = rows.Get<double[]>("value");
        var starts = rows.Get<DateOnly[]>("vintage_date");
        var ends = (DateOnly?[])rows.Get<DateOnly?[]>("vintage_end").Clone();
        var keep = new List<int>(rows.RowCount);
        for (var i = 0; i < rows.RowCount; i++)
        {
            var before = keep.Count > 0 ? keep[^1] : -1;
            if (before >= 0 && dates[before] == dates[i] && values[before].Equals(values[i]) && ends[before] is { } end
                && end.AddDays(1) == starts[i])
                ends[before] = ends[i];
            else keep.Add(i);
        }

        if (keep.Count == rows.RowCount) return rows;
        var columns = new Dictionary<string, Array>(StringComparer.Ordinal);
        foreach (var column in rows.Contract.Columns)
        {
            var source = column.Name == "vintage_end" ? ends : rows[column.Name];
            if (source is null) continue;
            var target = Array.CreateInstance(source.GetType().GetElementType()!, keep.Count);
            for (var i = 0; i < keep.Count; i++) Array.Copy(source, keep[i], target, i, 1);
            columns.Add(column.Name, target);
        }

        return new ColumnBatch(rows.Contract, columns, keep.Count);
    }
}
