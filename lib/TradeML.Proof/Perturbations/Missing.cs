using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>Where a table has rows, symbol by symbol.</summary>
internal static class Missing
{
    /// <summary>First and last row of each symbol.</summary>
    internal static SortedDictionary<string, (int First, int Last)> LastRows(WorldTable table)
    {
        var result = new SortedDictionary<string, (int First, int Last)>(StringComparer.Ordinal);
        for (int row = 0, first = 0; row < table.Rows; row++)
        {
            if (row > 0 && table.Symbol[row] != table.Symbol[row - 1]) first = row;
            if (row + 1 == table.Rows || table.Symbol[row + 1] != table.Symbol[row])
                result[table.Symbol[row]] = (first, row);
        }

        return result;
    }

    /// <summary>The days of a range of rows.</summary>
    internal static HashSet<DateOnly> Days(WorldTable table, int first, int last)
    {
        var days = new HashSet<DateOnly>();
        for (var row = first; row <= last; row++) days.Add(table.Date[row]);
        return days;
    }
}
