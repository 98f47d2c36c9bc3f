using TradeML.Core.Contracts;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Rules;

/// <summary>
/// Checks of tables whose partitions have many unlike rows: option chains by day, lists and series as a whole.
/// </summary>
internal static class RowChecks
{
    /// <summary>One verdict for each day of a chain.</summary>
    public static QcResult Daily(ColumnBatch rows, DatasetSpec spec, DateOnly start, DateOnly end, QcContext context)
    {
        var findings = RowRules.Find(rows, spec, context.Thresholds);
        var (verdicts, refused) = (new List<PartitionVerdict>(), Refused(findings));
        var dates = rows.Get<DateOnly[]>("date");
        foreach (var day in Enumerable.Range(0, dates.Length).Where(i => dates[i] >= start && dates[i] < end)
            .GroupBy(i => dates[i]).OrderBy(g => g.Key))
        {
            if (!context.Calendar.IsSession(day.Key))
            {
                refused.AddRange(
                    day.Where(i => findings[i] is not { Refuse: true })
                        .Select(i => new RefusedRow(i, QcCodes.OffSession)));
                verdicts.Add(Verdict(day.Key, QcCodes.OffSession, 0));
            }
            else verdicts.Add(Judge(day.Key, [.. day], findings, context));
        }

        return new QcResult(verdicts, [.. refused.OrderBy(r => r.Row)], []);
    }

    /// <summary>One verdict for all rows of a table without days.</summary>
    public static QcResult Standing(ColumnBatch rows, DatasetSpec spec, QcContext context)
    {
        if (rows.RowCount == 0) return new QcResult([Verdict(LedgerKey.Undated, QcModules.EmptyCode(spec), 0)], [], []);
        var findings = RowRules.Find(rows, spec, context.Thresholds);
        var verdict = Judge(LedgerKey.Undated, [.. Enumerable.Range(0, rows.RowCount)], findings, context);
        if (spec.IsList && verdict.Code == QcCodes.Ok
            && rows.RowCount < context.PreviousRows * context.Thresholds.ShrinkFraction)
            verdict = Verdict(LedgerKey.Undated, QcCodes.Shrunk, verdict.RowCount);
        return new QcResult([verdict], Refused(findings), []);
    }

    private static List<RefusedRow> Refused(RowFinding?[] findings)
    {
        var refused = new List<RefusedRow>();
        for (var i = 0; i < findings.Length; i++)
            if (findings[i] is { Refuse: true } f) refused.Add(new RefusedRow(i, f.Code));
        return refused;
    }

    private static PartitionVerdict Judge(DateOnly day, int[] rows, RowFinding?[] findings, QcContext context)
    {
        var found = rows.Select(i => findings[i]).OfType<RowFinding>().ToList();
        var kept = rows.Length - found.Count(f => f.Refuse);
        if (found.Count == 0) return Verdict(day, QcCodes.Ok, kept);
        var code = found.GroupBy(f => f.Code).OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        if (kept == 0) return Verdict(day, QcCodes.BadValue, 0);
        if (found.Count <= context.Thresholds.BadRowShare * rows.Length) return Verdict(day, QcCodes.Ok, kept);
        return Verdict(day, QcCodes.StateOf(code) == PartitionState.Amber ? code : QcCodes.BadRows, kept);
    }

    private static PartitionVerdict Verdict(DateOnly day, string code, int rows) =>
        new(day, QcCodes.StateOf(code), QcCodes.ScoreOf(code), rows, null, code);
}
