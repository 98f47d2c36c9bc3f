namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// Puts the rows of a sink in the order of the table's key, merges identical copies and sets contradicting rows aside.
/// </summary>
internal static class RowOrder
{
    /// <summary>Orders the rows by owner and key.</summary>
    /// <param name="sink">The rows; contradicting ones are added to its quarantine.</param>
    /// <returns>Indices of the rows that stay, and the number of merged copies.</returns>
    public static (int[] Rows, long Merged) Of(RowSink sink)
    {
        var keys = sink.Contract.Key.Select(k => sink.Columns.FirstOrDefault(c => c.Contract.Name == k))
            .OfType<SinkColumn>().ToArray();
        var owners = sink.Owners;
        int Order(int a, int b)
        {
            if (owners[a] != owners[b]) return owners[a].CompareTo(owners[b]);
            foreach (var key in keys)
                if (key.Compare(a, b) is not 0 and var order) return order;
            return 0;
        }

        var rows = new int[sink.Rows];
        var ordered = true;
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
            ordered &= i == 0 || Order(i - 1, i) < 0;
        }

        if (ordered) return (rows, 0);
        Array.Sort(rows, (a, b) => Order(a, b) is not 0 and var order ? order : a.CompareTo(b));
        return Distinct(sink, rows, Order);
    }

    private static (int[] Rows, long Merged) Distinct(RowSink sink, int[] rows, Comparison<int> order)
    {
        var day = sink.Columns.FirstOrDefault(c => c.Contract.Name == "date") as ValueColumn<DateOnly>;
        var kept = new List<int>(rows.Length);
        long merged = 0;
        for (int i = 0, next; i < rows.Length; i = next)
        {
            var same = true;
            for (next = i + 1; next < rows.Length && order(rows[i], rows[next]) == 0; next++)
                same &= sink.Columns.All(c => c.Compare(rows[i], rows[next]) == 0);
            if (same)
            {
                merged += next - i - 1;
                kept.Add(rows[i]);
                continue;
            }

            // a copy of a contradicting row says nothing new
            var versions = rows[i..next].DistinctBy(r => string.Join('\n', sink.Columns.Select(c => c.Describe(r))));
            foreach (var row in versions) sink.SetAsideRow("two different rows came under one key", row, day?[row]);
        }

        return ([.. kept], merged);
    }
}
