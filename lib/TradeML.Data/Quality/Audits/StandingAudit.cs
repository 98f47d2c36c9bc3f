using TradeML.Data.Quality.Rules;
using TradeML.Lake.Control;

namespace TradeML.Data.Quality.Audits;

/// <summary>
/// Judges a series that has one partition without a day: RED until an answer covers its window, AMBER once the newest
/// answer is too old, otherwise what the checks of that answer said.
/// </summary>
internal sealed class StandingAudit(AuditFacts facts, DateTime nowUtc)
{
    private const string ReadSql =
        "SELECT status, qc_code, row_count FROM partition_day WHERE series_id = @series AND day = @day";

    private const string WriteSql = """
        INSERT INTO partition_day
            (series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at)
        VALUES (@series, @day, @status, @score, @rows, NULL, @code, @last, @last)
        ON CONFLICT (series_id, day) DO UPDATE SET
            status = excluded.status, qc_score = excluded.qc_score, row_count = excluded.row_count,
                qc_code = excluded.qc_code, last_observed_at = excluded.last_observed_at
        """;

    /// <summary>Brings the partition up to date; returns whether it changed, as a count.</summary>
    public long Run(ControlTransaction tx, AuditSeries series)
    {
        var before = Read(tx, series.Id);
        var (code, observed) = Judge(series, before?.Code);
        var rows = before?.Rows ?? facts.Answers(series.Table.Dataset, series.Key, series.FixedSource).Sum(a => a.Rows);
        if (before is { } b && b.Code == code && b.Status == (int)QcCodes.StateOf(code)) return 0;
        tx.Prepare(WriteSql, "@series", "@day", "@status", "@score", "@rows", "@code", "@last").Execute(
            series.Id, UnixDay.Undated, (int)QcCodes.StateOf(code), QcCodes.ScoreOf(code), rows, code, observed);
        return 1;
    }

    /// <summary>The parts of the window that no answer covers.</summary>
    public List<(DateOnly Start, DateOnly End)> Uncovered(AuditSeries series)
    {
        var answers = facts.Answers(series.Table.Dataset, series.Key, series.FixedSource).OrderBy(a => a.Start)
            .ToList();
        if (series.Table.Spec.IsList) return answers.Count > 0 ? [] : [(series.End.AddDays(-1), series.End)];
        // The window of a stage without an end grows every day; what is new since the newest answer is a matter of its
        // age.
        var end = answers.Count == 0 ? series.End : Earlier(series.End, answers.Max(a => a.End));
        var (missing, at) = (new List<(DateOnly, DateOnly)>(), series.Start);
        foreach (var a in answers)
        {
            if (a.Start > at && at < end) missing.Add((at, Earlier(a.Start, end)));
            if (a.End > at) at = a.End;
        }

        if (at < end) missing.Add((at, end));
        return missing;
    }

    private (string Code, long Observed) Judge(AuditSeries series, string? before)
    {
        var answers = facts.Answers(series.Table.Dataset, series.Key, series.FixedSource).ToList();
        if (answers.Count == 0 || Uncovered(series).Count > 0)
            return (QcCodes.Unconfirmed, InstantText.ToMicros(nowUtc));
        var newest = series.Table.Spec.IsList
            ? answers.MaxBy(a => a.AskedAt)
            : answers.OrderBy(a => a.End).ThenBy(a => a.AskedAt).Last();
        var observed = InstantText.ToMicros(newest.AskedAt);
        if (nowUtc >= newest.AskedAt.AddDays(series.Table.Spec.RefreshDays))
            return (QcCodes.StaleConfirmation, observed);
        if (before is not null and not (QcCodes.Unconfirmed or QcCodes.StaleConfirmation)) return (before, observed);
        return (answers.Sum(a => a.Rows) > 0 ? QcCodes.Ok : QcModules.EmptyCode(series.Table.Spec), observed);
    }

    private static (int Status, string Code, long Rows)? Read(ControlTransaction tx, long series)
    {
        using var row = tx.Prepare(ReadSql, "@series", "@day").Read(series, UnixDay.Undated);
        return row.Read() ? (row.GetInt32(0), row.IsDBNull(1) ? QcCodes.Ok : row.GetString(1), row.GetInt64(2)) : null;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
