namespace TradeML.Proof.Perturbations;

/// <summary>
/// Removes a third of the rows that became known after the cut, and all of them for a third of the symbols.
/// </summary>
internal static class RemovedRows
{
    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        var gone = false;
        for (var row = 0; row < table.Rows; row++)
        {
            if (row == 0 || table.Symbol[row] != table.Symbol[row - 1]) gone = edit.Random.Next(3) == 0;
            if (gone || edit.Random.Next(3) == 0) edit.Remove(row);
        }
    }
}
