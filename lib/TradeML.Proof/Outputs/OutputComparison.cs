namespace TradeML.Proof.Outputs;

/// <summary>Compares two outputs bit by bit over the rows that either claims to have known at a cut.</summary>
internal sealed class OutputComparison(CutInstant cut, IReadOnlyList<DateOnly> sessions, LeakCollector collector)
{
    private readonly int cutSession = Sessions(sessions, cut.Day);

    internal void Compare(IReadOnlyList<SubjectOutput> before, IReadOnlyList<SubjectOutput> after)
    {
        var names = before.Select(o => o.Name).Union(after.Select(o => o.Name), StringComparer.Ordinal);
        foreach (var name in names)
            Compare(name, before.FirstOrDefault(o => o.Name == name), after.FirstOrDefault(o => o.Name == name));
    }

    private void Compare(string name, SubjectOutput? before, SubjectOutput? after)
    {
        int[] one = before?.KnownBy(cut.At) ?? [], two = after?.KnownBy(cut.At) ?? [];
        var (left, right) = (new List<int>(one.Length), new List<int>(one.Length));
        for (int a = 0, b = 0; a < one.Length || b < two.Length;)
        {
            var order = a == one.Length ? 1 : b == two.Length ? -1 : before!.Compare(one[a], after!, two[b]);
            if (order == 0)
            {
                left.Add(one[a++]);
                right.Add(two[b++]);
            }
            else if (order < 0)
            {
                Report(name, before!, one[a++], LeakKind.Vanished);
            }
            else
            {
                Report(name, after!, two[b++], LeakKind.Appeared);
            }
        }

        collector.Count(one.Length == 0 || before!.Columns.Count > 0 ? 0 : one.Length, 0);
        if (before is null || after is null) return;
        int[] rows = [.. left], others = [.. right];
        foreach (var column in before.Columns)
        {
            var twin = after.Columns.FirstOrDefault(c => c.Name == column.Name);
            Compare(name, column.Name, before, rows, column.At(rows),
                twin.Name is null ? Unknown(rows.Length) : twin.At(others));
        }

        foreach (var column in after.Columns.Where(c => before.Columns.All(b => b.Name != c.Name)))
            Compare(name, column.Name, before, rows, Unknown(rows.Length), column.At(others));
    }

    private void Compare(string name, string column, SubjectOutput output, int[] rows, double[] before, double[] after)
    {
        var unknown = 0L;
        for (var i = 0; i < rows.Length; i++)
        {
            if (double.IsNaN(before[i]) && double.IsNaN(after[i])) unknown++;
            else if (BitConverter.DoubleToInt64Bits(before[i]) != BitConverter.DoubleToInt64Bits(after[i]))
                collector.Add(
                    new($"{name}.{column}", output.Key[rows[i]], output.Date[rows[i]], cut.At, LeakKind.Changed,
                        before[i], after[i], Distance(output.Date[rows[i]])));
        }

        collector.Count(rows.Length, unknown);
    }

    private void Report(string name, SubjectOutput output, int row, LeakKind kind)
    {
        if (output.Columns.Count == 0)
        {
            collector.Add(
                new(name, output.Key[row], output.Date[row], cut.At, kind, double.NaN, double.NaN,
                    Distance(output.Date[row])));
            return;
        }

        foreach (var column in output.Columns)
        {
            var value = column.At([row])[0];
            // A row that holds no value proves and hides nothing.
            if (double.IsNaN(value)) continue;
            var (before, after) = kind == LeakKind.Vanished ? (value, double.NaN) : (double.NaN, value);
            collector.Add(
                new($"{name}.{column.Name}", output.Key[row], output.Date[row], cut.At, kind, before, after,
                    Distance(output.Date[row])));
        }
    }

    private int Distance(DateOnly day) => cutSession - Sessions(sessions, day);

    private static int Sessions(IReadOnlyList<DateOnly> sessions, DateOnly day)
    {
        var (low, high) = (0, sessions.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sessions[middle] <= day) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double[] Unknown(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }
}
