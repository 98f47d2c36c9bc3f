namespace TradeML.Proof.Perturbations;

/// <summary>
/// Gives rows that were known by the cut another version after it: the newest of every symbol, and a sample of all
/// others.
/// </summary>
internal static class LaterRevisions
{
    private const double Sampled = 20_000;

    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        var share = Math.Min(1, Sampled / Math.Max(1, table.Rows));
        var newest = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows; row++)
        {
            if (edit.IsLater(row)) continue;
            newest[table.Symbol[row]] = row;
            if (edit.Random.NextDouble() < share) Revise(edit, row);
        }

        foreach (var row in newest.Values.Order()) Revise(edit, row);
    }

    private static void Revise(TableEdit edit, int row) =>
        edit.Add(row, edit.Source.Symbol[row], edit.Source.Date[row], edit.Later(30));
}
