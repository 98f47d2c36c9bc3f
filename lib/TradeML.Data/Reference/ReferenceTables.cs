using TradeML.Core.Time;
using TradeML.Data.Reference.Securities;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;

namespace TradeML.Data.Reference;

/// <summary>
/// Builds reference/corp_actions, delistings, event_votes, securities, sectors, tick_size_regime, conflicts and
/// calendars. A table is written again only when what it is derived from has changed; the same inputs give the same
/// bytes.
/// </summary>
internal static class ReferenceTables
{
    internal const string RawActions = "raw/corp_actions";

    private const string EventDaySql = """
        INSERT INTO corp_event_day (symbol, day, events, explains) VALUES (@symbol, @day, 1, @explains)
        ON CONFLICT (symbol, day) DO UPDATE SET events = corp_event_day.events + 1,
            explains = CASE WHEN excluded.explains > corp_event_day.explains THEN excluded.explains
                ELSE corp_event_day.explains END
        """;

    /// <summary>Brings the tables up to date.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Priorities of the sources.</param>
    /// <param name="asOf">Uses only what was known at this instant (UTC); null for all.</param>
    /// <param name="ct">Stops between tables.</param>
    /// <returns>Names of the tables that were written.</returns>
    public static async Task<IReadOnlyList<string>> BuildAsync(
        DataLake lake, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        var written = new List<string>();
        using var session = lake.OpenSession();
        if (await CorporateActionsAsync(lake, session, options, asOf, ct).ConfigureAwait(false))
            written.Add("reference/corp_actions");
        if (await Delistings.BuildAsync(lake, session, options, asOf, ct).ConfigureAwait(false))
            written.Add("reference/delistings");
        if (await EventVotes.BuildAsync(lake, session, options, asOf, ct).ConfigureAwait(false))
            written.Add(EventVotes.Name);
        var (changed, clashes) = await SecuritiesTable.BuildAsync(lake, session, options, asOf, ct)
            .ConfigureAwait(false);
        if (changed) written.Add(SecuritiesTable.Name);
        if (await Sectors.BuildAsync(lake, session, asOf, ct).ConfigureAwait(false)) written.Add(Sectors.Name);
        if (await TickSizes.BuildAsync(lake, session, ct).ConfigureAwait(false)) written.Add(TickSizes.Name);
        if (await ReferenceConflicts.BuildAsync(lake, session, clashes, ct).ConfigureAwait(false))
            written.Add(ReferenceConflicts.Name);
        if (await CalendarsAsync(lake, ExchangeCalendar.Xnys, ct).ConfigureAwait(false))
            written.Add("reference/calendars");
        return written;
    }

    /// <summary>The events of a session's reference.corp_actions, by symbol and ex-date.</summary>
    internal static ILookup<string, MergedEvent> Events(DuckSession session)
    {
        var rows = session.Query(
            "SELECT symbol, event_type, ex_date, ratio, amount, related_symbol FROM reference.corp_actions ORDER BY "
                + "symbol, ex_date, event_type");
        var (symbols, types, days) = (rows.Texts(0), rows.Texts(1), rows.Dates(2));
        var (ratios, amounts, related) = (rows.Doubles(3), rows.Doubles(4), rows.Texts(5));
        return Enumerable.Range(0, rows.RowCount)
            .Select(i => new MergedEvent(symbols[i]!, types[i]!, days[i], ratios[i], amounts[i], related[i]))
            .ToLookup(e => e.Symbol, StringComparer.Ordinal);
    }

    private static async Task<bool> CorporateActionsAsync(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        var files = lake.Manifest.Files(RawActions);
        if (files.Count == 0) return false;
        var priorities = files.Select(f => f.Source).Distinct().Order(StringComparer.Ordinal)
            .Select(s => $"{s}={options.PriorityOf(RawActions, s ?? "")}");
        var spec = Spec(lake, "reference/corp_actions", InputsHash(files, asOf, string.Join(',', priorities)),
            RawActions);
        if (IsCurrent(lake, spec)) return false;
        var sql = CorporateActionsSql(lake, session, options, files, asOf);
        var rows = session.Query($"SELECT symbol, ex_date, event_type FROM ({sql})");
        var (symbols, days, types) = (rows.Texts(0), rows.Dates(1), rows.Texts(2));
        await lake.Writer.WriteQueryAsync(spec, session, sql, (tx, _) =>
        {
            tx.Execute("DELETE FROM corp_event_day");
            var save = tx.Prepare(EventDaySql, "@symbol", "@day", "@explains");
            for (var i = 0; i < rows.RowCount; i++)
                save.Execute(symbols[i], UnixDay.From(days[i]), types[i] is "DIVIDEND" or "NAME_CHANGE" ? 0 : 1);
        }, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>The SELECT of reference/corp_actions; puts the priorities it needs before SQL.</summary>
    internal static string CorporateActionsSql(
        DataLake lake, DuckSession session, CuratorOptions options, IReadOnlyList<ManifestEntry> files, DateTime? asOf)
    {
        SourceOrder.Register(session, options, RawActions, files);
        return ReferenceSql.Load("CorporateActionTable.sql", lake, files, asOf);
    }

    private static async Task<bool> CalendarsAsync(DataLake lake, ExchangeCalendar calendar, CancellationToken ct)
    {
        var spec = Spec(lake, "reference/calendars",
            Hashing.OfText($"{calendar.Code} {calendar.FirstDay:O} {calendar.LastDay:O} {CodeVersion}"));
        if (IsCurrent(lake, spec)) return false;
        await lake.Writer.WriteAsync(spec, CalendarBatch.Of(spec.Table, calendar), null, ct).ConfigureAwait(false);
        return true;
    }

    private static string CodeVersion => typeof(ReferenceTables).Assembly.GetName().Version!.ToString();

    internal static string InputsHash(IReadOnlyList<ManifestEntry> files, DateTime? asOf, string rest) =>
        Hashing.OfText(
            string.Join('\n', files.Select(f => f.Path + ' ' + f.Sha256)) + '\n'
                + (asOf is { } at ? InstantText.From(at) : "") + '\n' + rest);

    internal static LakeFileSpec Spec(DataLake lake, string table, string inputs, params IEnumerable<string> from) =>
        new()
        {
            Table = lake.Contracts[table],
            Stem = "part",
            Supersedes = true,
            InputsHash = inputs,
            Inputs = [.. from.Select(t => lake.Manifest.InputOf(t))],
            CodeVersion = CodeVersion,
        };

    internal static bool IsCurrent(DataLake lake, LakeFileSpec spec) =>
        lake.Manifest.Files(spec.Table.Name) is [{ } only] && only.InputsHash == spec.InputsHash
            && only.CodeVersion == spec.CodeVersion;
}
