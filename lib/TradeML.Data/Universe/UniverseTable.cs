using System.Globalization;
using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Data.Derived;
using TradeML.Data.Settings;
using TradeML.Data.Quality;
using TradeML.Lake;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;

namespace TradeML.Data.Universe;

/// <summary>
/// Builds reference/universe from the curated table's raw prices (SSOT §2.7) and exports its intervals as
/// <c>reference/universe.csv</c>. Hashes tell which symbols changed and in which years their rows differ; only those
/// years are written, with the bytes of a full rebuild. Built over a curated table of an earlier instant, it is the
/// universe as it was known then.
/// </summary>
public static class UniverseTable
{
    /// <summary>Full name of the table.</summary>
    public const string Name = "reference/universe";

    private static string CodeVersion => typeof(UniverseTable).Assembly.GetName().Version!.ToString();

    /// <summary>
    /// Brings the table and its export up to date with the curated table, while no other node curates.
    /// </summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Floors, and priorities of the sources.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    public static async Task<UniverseBuild> BuildAsync(
        DataLake lake, CuratorOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var turn = await lake.Control.TakeTurnAsync("curate", ct).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false)) return await BuildAsync(lake, options, null, ct).ConfigureAwait(false);
    }

    /// <summary>The same within a run of the curator.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Floors, and priorities of the sources.</param>
    /// <param name="asOf">Lists of assets that were fetched later (UTC) don't count; null for all. Bars are those of
    /// the curated table.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    internal static async Task<UniverseBuild> BuildAsync(
        DataLake lake, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        using var session = lake.OpenSession();
        var inputs = UniverseInputs.Read(lake, session, options, asOf, CodeVersion);
        var state = CurationState.Read(lake.Control, Name);
        var changed = inputs.Symbols.Union(state.Symbols).Order(StringComparer.Ordinal)
            .Select(s => (Symbol: s, Hash: inputs.HashOf(s)))
            .Where(s => s.Hash is null || s.Hash != state.InputsOf(s.Symbol)).ToList();
        var build = UniverseBuild.Nothing;
        if (changed.Count > 0)
        {
            var years = Prepare(session, inputs, state, changed, options.Universe, ct);
            var writes = years.ConvertAll(y => Write(lake, session, y, state.HashOfYear(y), inputs.Config));
            var days = UniverseStatus.Days(session);
            var entries = await lake.Writer.WriteManyAsync(writes, (tx, _) =>
            {
                foreach (var year in years) UniverseStatus.Apply(tx, lake.Partitions, year, days[year]);
                state.Save(tx, changed.Select(c => c.Symbol));
            }, ct).ConfigureAwait(false);
            build = new UniverseBuild(changed.Count, years, entries.Sum(e => e.Rows));
        }

        await UniverseCsv.RefreshAsync(lake, ct).ConfigureAwait(false);
        return build;
    }

    /// <summary>Computes the changed symbols, puts their rows before SQL, and returns the years that differ.</summary>
    private static List<int> Prepare(
        DuckSession session, UniverseInputs inputs, CurationState state, List<(string Symbol, string? Hash)> changed,
        UniverseOptions options, CancellationToken ct)
    {
        var (rows, years) = (new UniverseRows(session, ExchangeCalendar.Xnys), new SortedSet<int>());
        session.CreateTable("universe_changed", ("symbol", changed.Select(c => c.Symbol).ToArray()));
        session.Register(Name);
        session.Register(AuditedTable.Curated.Table);
        var hashes = changed.ToDictionary(c => c.Symbol, c => c.Hash, StringComparer.Ordinal);
        void Take(string symbol, IReadOnlyDictionary<int, string> content)
        {
            years.UnionWith(state.ChangedYears(symbol, content));
            state.Set(symbol, hashes[symbol], content);
            hashes.Remove(symbol);
        }

        foreach (var symbol in rows.AddAll(changed.Where(c => c.Hash is not null).Select(c => c.Symbol),
            inputs.Listings, options, inputs.End))
        {
            ct.ThrowIfCancellationRequested();
            Take(symbol.Symbol, symbol.YearHashes());
        }

        // none of its bars is left
        foreach (var symbol in hashes.Keys.ToList()) Take(symbol, new Dictionary<int, string>());
        rows.Register();
        return [.. years];
    }

    private static string Sql(int year) => Sql(new DateOnly(year, 1, 1), new DateOnly(year, 1, 1).AddYears(1));

    /// <summary>
    /// The rows of the days from the first to before the end: fresh ones, and those that the session's table holds of
    /// symbols that did not change.
    /// </summary>
    internal static string Sql(DateOnly first, DateOnly end) => CurationSql.Load("UniverseYear.sql")
        .Replace("{first}", CurationSql.Day(first), StringComparison.Ordinal)
        .Replace("{end}", CurationSql.Day(end), StringComparison.Ordinal);

    private static LakeWrite Write(
        DataLake lake, DuckSession session, int year, string inputsHash, string configHash) => new(
            new LakeFileSpec
            {
                Table = lake.Contracts[Name],
                Stem = "part",
                Partition = [("year", year.ToString("0000", CultureInfo.InvariantCulture))],
                Supersedes = true,
                InputsHash = inputsHash,
                Inputs = [
                    .. ((string[])[AuditedTable.Curated.Table, "raw/listings", "reference/securities",
                        "reference/sectors"])
                    .Where(t => lake.Contracts.Tables.Any(c => c.Name == t)).Select(t => lake.Manifest.InputOf(t))
                    .Where(i => i.Newest is not null)],
                CodeVersion = CodeVersion,
                ConfigHash = configHash,
            }, session, Sql(year));
}
