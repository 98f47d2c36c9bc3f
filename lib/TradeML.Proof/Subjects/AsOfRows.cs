using TradeML.Proof.Worlds;

namespace TradeML.Proof.Subjects;

/// <summary>The rows of one symbol in a table, looked up by what was known at an instant.</summary>
internal readonly struct AsOfRows
{
    private readonly WorldTable table;
    private readonly int first, end;

    private AsOfRows(WorldTable table, int first, int end) => (this.table, this.first, this.end) = (table, first, end);

    internal static Dictionary<string, AsOfRows> BySymbol(WorldTable? table)
    {
        var result = new Dictionary<string, AsOfRows>(StringComparer.Ordinal);
        if (table is null) return result;
        for (int row = 0, start = 0; row < table.Rows; row++)
        {
            if (row + 1 < table.Rows && table.Symbol[row + 1] == table.Symbol[row]) continue;
            result[table.Symbol[row]] = new(table, start, row + 1);
            start = row + 1;
        }

        return result;
    }

    /// <summary>The newest version known by an instant of the latest row on or before a day; −1 when nothing was known.</summary>
    internal int Latest(DateOnly day, DateTime instant)
    {
        // Rows are sorted by date and version, so the last one that fits is the newest of the latest.
        for (var row = end - 1; row >= first; row--)
            if (table.Date[row] <= day && table.KnownAt[row] <= instant) return row;
        return -1;
    }

    /// <summary>The newest known version of every row.</summary>
    internal IEnumerable<int> Newest(DateTime instant)
    {
        var found = -1;
        for (var row = first; row < end; row++)
        {
            if (table.KnownAt[row] > instant) continue;
            if (found >= 0 && !table.SameKey(found, row)) yield return found;
            found = row;
        }

        if (found >= 0) yield return found;
    }
}
