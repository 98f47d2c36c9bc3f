using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Lets things happen after the cut that nobody knew of at it: one or two for most symbols, those too that never had
/// any.
/// </summary>
internal static class LaterEvents
{
    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        if (table.Nature != TableNature.Events || table.Rows == 0) return;
        foreach (var (symbol, template) in edit.Templates())
        {
            if (edit.Random.Next(4) == 0) continue;
            edit.Add(template, symbol, edit.CutDay.AddDays(1 + edit.Random.Next(10)), edit.Later(2), symbol + "-later");
            if (edit.Random.Next(2) == 0)
                edit.Add(template, symbol, edit.CutDay.AddDays(11 + edit.Random.Next(60)), edit.Later(40),
                    symbol + "-last");
        }
    }
}
