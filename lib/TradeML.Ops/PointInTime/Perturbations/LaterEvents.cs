namespace TradeML.Ops.PointInTime.Perturbations;

/// <summary>Lets things happen after the cut that nobody knew of at it: an event for every other symbol, some soon, some later, and events of kinds it never had.</summary>
internal static class LaterEvents
{
    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        if (table.Nature != TableNature.Events || table.Rows == 0) return;
        foreach (var (symbol, (_, last)) in Missing.LastRows(table))
        {
            if (edit.Random.Next(4) == 0) continue;
            var known = edit.Later(2);
            edit.Add(last, symbol, edit.CutDay.AddDays(1 + edit.Random.Next(10)), known, symbol + "-later");
            edit.Add(last, symbol, edit.CutDay.AddDays(11 + edit.Random.Next(60)), edit.Later(40));
        }
    }
}
