using System.Globalization;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>Builds reference/event_votes: how the sources vote on each corporate action that was taken.</summary>
internal static class EventVotes
{
    public const string Name = "reference/event_votes";
    private const string RawActions = "raw/corp_actions";

    public static async Task<bool> BuildAsync(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        var files = lake.Manifest.Files(RawActions);
        if (files.Count == 0) return false;
        var confirmed = Confirmed(lake);
        var sources = files.Select(f => f.Source).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .Select(s => $"{s}={options.PriorityOf(RawActions, s)}");
        var spec = ReferenceTables.Spec(lake, Name, ReferenceTables.InputsHash(
            files, asOf,
            string.Join('\n',
                [lake.Manifest.ContentHash("reference/corp_actions"),
                    options.AmountTolerance.ToString("R", CultureInfo.InvariantCulture), .. sources,
                    .. confirmed.Select(c => c.ToString())])), RawActions, "reference/corp_actions");
        if (ReferenceTables.IsCurrent(lake, spec)) return false;
        session.Register("reference/corp_actions");
        await lake.Writer.WriteQueryAsync(spec, session, Select(lake, session, options, asOf), null, ct)
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// The SELECT of the table over a session's reference.corp_actions; puts what else it needs before SQL.
    /// </summary>
    internal static string Select(DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf)
    {
        var (files, confirmed) = (lake.Manifest.Files(RawActions), Confirmed(lake));
        SourceOrder.Register(session, options, RawActions, files);
        session.CreateTable(
            "confirmed", ("source_name", confirmed.Select(c => c.Source).ToArray()),
            ("symbol", confirmed.Select(c => c.Symbol).ToArray()),
            ("first_day", confirmed.Select(c => UnixDay.ToDate(c.First)).ToArray()),
            ("end_day", confirmed.Select(c => UnixDay.ToDate(c.End)).ToArray()),
            ("asked_at", confirmed.Select(c => InstantText.Parse(c.AskedAt)).ToArray()));
        return ReferenceSql.Load("EventVoteTable.sql", lake, files, asOf)
            .Replace("{tolerance}", options.AmountTolerance.ToString("R", CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
    }

    private static IReadOnlyList<(string Source, string? Symbol, long First, long End, string AskedAt)> Confirmed(
        DataLake lake) => lake.Control.Read(r =>
        r.Query<(string Source, string? Symbol, long First, long End, string AskedAt)>(
            "SELECT source, symbol, start_day, end_day, asked_at FROM confirmations WHERE dataset = 'corp_actions' "
                + "ORDER BY source, symbol, start_day, end_day"));

    /// <summary>The votes against what was taken, as conflicts.</summary>
    public static IEnumerable<ReferenceConflict> Conflicts(DataLake lake, DuckSession session)
    {
        if (lake.Manifest.Files(Name).Count == 0) return [];
        session.Register(Name);
        var rows = session.Query(
            """
            SELECT v.symbol, v.event_type, v.ex_date, c.source_name, c.ratio, c.amount, v.source_name, v.vote, v.ratio,
                v.amount
            FROM reference.event_votes v JOIN reference.event_votes c USING (symbol, event_type, ex_date)
            WHERE c.vote = 'CHOSEN' AND v.vote IN ('DIFFERS', 'ABSENT')
                ORDER BY v.symbol, v.ex_date, v.event_type, v.source_priority, v.source_name
            """);
        var (symbols, types, days, chosen, ratios, amounts) = (rows.Texts(0), rows.Texts(1), rows.Dates(2),
            rows.Texts(3), rows.Doubles(4), rows.Doubles(5));
        var (others, votes, otherRatios, otherAmounts) = (rows.Texts(6), rows.Texts(7), rows.Doubles(8),
            rows.Doubles(9));
        return Enumerable.Range(0, rows.RowCount).Select(i =>
        {
            var (taken, other) = (Text(ratios[i], amounts[i]),
                votes[i] == "ABSENT" ? null : Text(otherRatios[i], otherAmounts[i]));
            return new ReferenceConflict(
                "reference/corp_actions", symbols[i]!, days[i], types[i]!.ToLowerInvariant(), taken, chosen[i]!, other,
                others[i]!, ConflictSeverity.Amber,
                other is null
                    ? $"{others[i]} knows of no {types[i]} of {symbols[i]} on {days[i]:yyyy-MM-dd}; {chosen[i]} "
                        + $"says {taken}, which was taken."
                    : $"{others[i]} says {other} of the {types[i]} of {symbols[i]} on {days[i]:yyyy-MM-dd}; "
                        + $"{chosen[i]} says {taken}, which was taken.");
        }).ToList();
    }

    private static string Text(double ratio, double amount)
    {
        var (r, a) = (ratio.ToString("G10", CultureInfo.InvariantCulture),
            amount.ToString("G10", CultureInfo.InvariantCulture) + " USD");
        return double.IsNaN(ratio) ? a : double.IsNaN(amount) ? "ratio " + r : $"ratio {r} and {a}";
    }
}
