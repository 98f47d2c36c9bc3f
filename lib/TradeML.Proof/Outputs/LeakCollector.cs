namespace TradeML.Proof.Outputs;

/// <summary>Counts the leaks of one subject and keeps the largest of each column.</summary>
internal sealed class LeakCollector(int examples)
{
    private readonly SortedDictionary<string, Column> columns = new(StringComparer.Ordinal);

    internal long Compared { get; private set; }

    internal long Unknown { get; private set; }

    internal long Leaked { get; private set; }

    internal void Count(long compared, long unknown) => (Compared, Unknown) = (Compared + compared, Unknown + unknown);

    internal void Add(Leak leak)
    {
        Leaked++;
        if (!columns.TryGetValue(leak.Column, out var column)) columns[leak.Column] = column = new Column();
        column.Add(leak, examples);
    }

    internal IReadOnlyList<ColumnLeak> Columns() =>
        [.. columns.Select(c => c.Value.Result(c.Key)).OrderByDescending(c => c.Values)
            .ThenBy(c => c.Column, StringComparer.Ordinal)];

    private sealed class Column
    {
        private readonly HashSet<string> symbols = new(StringComparer.Ordinal);
        private readonly HashSet<DateOnly> days = [];
        private readonly PriorityQueue<Leak, double> largest = new();
        private long values;
        private double change;
        private int nearest = int.MaxValue, farthest;

        internal void Add(Leak leak, int examples)
        {
            values++;
            symbols.Add(leak.Key);
            days.Add(leak.Date);
            var size = Math.Abs(leak.After - leak.Before);
            change = Math.Max(change, double.IsNaN(size) ? 0 : size);
            (nearest, farthest) = (Math.Min(nearest, leak.Sessions), Math.Max(farthest, leak.Sessions));
            largest.Enqueue(leak, double.IsNaN(size) ? -1 : size);
            if (largest.Count > examples) largest.Dequeue();
        }

        internal ColumnLeak Result(string name)
        {
            var kept = largest.UnorderedItems.OrderByDescending(l => l.Priority).ThenBy(l => l.Element.Cut)
                .ThenBy(l => l.Element.Key, StringComparer.Ordinal).ThenBy(l => l.Element.Date);
            return new(name, values, symbols.Count, days.Count, change, nearest, farthest,
                [.. kept.Select(l => l.Element)]);
        }
    }
}
