namespace TradeML.Proof.Perturbations;

/// <summary>Changes every value that became known after the cut.</summary>
internal static class ChangedValues
{
    internal static void Apply(TableEdit edit)
    {
        for (var row = 0; row < edit.Source.Rows; row++) edit.Change(row);
    }
}
