using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Delivers rows of days up to the cut only after it: bars of sessions a symbol lacked, events that had already
/// happened.
/// </summary>
internal static class LateRows
{
    private const int Most = 5_000;

    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        if (table.Rows == 0) return;
        if (table.Nature == TableNature.Events) Events(edit);
        else Observations(edit);
    }

    private static void Observations(TableEdit edit)
    {
        var table = edit.Source;
        var past = edit.Sessions.Where(d => d <= edit.CutDay).ToArray();
        var templates = Missing.LastRows(table);
        var each = Math.Max(5, Most / templates.Count);
        foreach (var (symbol, (first, last)) in templates)
        {
            var there = Missing.Days(table, first, last);
            // The newest gaps first: what is computed at the cut looks at them.
            foreach (var day in past.Reverse().Where(d => !there.Contains(d)).Take(each))
                edit.Add(last, symbol, day, edit.Later(20));
        }

        foreach (var (symbol, (_, last)) in templates.Take(3))
            foreach (var day in past.TakeLast(each)) edit.Add(last, symbol + ".LATE", day, edit.Later(20));
    }

    private static void Events(TableEdit edit)
    {
        foreach (var (symbol, template) in edit.Templates())
        {
            if (edit.Random.Next(4) == 0) continue;
            edit.Add(template, symbol, edit.CutDay.AddDays(-edit.Random.Next(40)), edit.Later(20), symbol + "-late");
        }
    }
}
