using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Adds observations of later days: of symbols on days that they lack, of days after the last, and of symbols nobody
/// has heard of.
/// </summary>
internal static class AddedRows
{
    private const int Most = 20_000;

    internal static void Apply(TableEdit edit)
    {
        var table = edit.Source;
        if (table.Nature != TableNature.Observations || table.Rows == 0) return;
        var later = edit.Sessions.Where(d => SessionHours.Close(d) > edit.Cut).ToArray();
        var templates = Missing.LastRows(table);
        // Only so many of the later days of a large table, the nearest ones and the last ones first.
        var days = later.Length * templates.Count <= Most ? later
            : [.. later.Take(Math.Max(5, Most / templates.Count / 2))
                .Union(later.TakeLast(Math.Max(7, Most / templates.Count / 2)))];
        foreach (var (symbol, (first, last)) in templates)
        {
            var there = Missing.Days(table, first, last);
            foreach (var day in days)
                if (!there.Contains(day)) edit.Add(last, symbol, day, SessionHours.Close(day));
        }

        foreach (var (symbol, (_, last)) in templates.Take(3))
            foreach (var day in days) edit.Add(last, symbol + ".NEW", day, SessionHours.Close(day));
    }
}
