using TradeML.Data.Derived;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Reference;
using TradeML.Data.Reference.Securities;
using TradeML.Data.Settings;
using TradeML.Data.Universe;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;

namespace TradeML.Data.Curation;

/// <summary>
/// Builds curated/equities_ohlcv_adj and the reference tables from raw (SSOT §2.4). It finds out by hashes which
/// symbols' inputs changed and in which years their rows differ, and writes only those years; the bytes are those of a
/// full rebuild. Files, statuses of their partitions and the record of what was consumed become visible in one
/// transaction.
/// </summary>
public sealed class Curator
{
    internal const string RawTable = "raw/equities_bars";
    internal const string CuratedTable = "curated/equities_ohlcv_adj";
    private const int SymbolsPerBatch = 100;
    private readonly DataLake lake;
    private readonly CuratorOptions options;

    /// <summary>Creates a curator.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Priorities of the sources.</param>
    public Curator(DataLake lake, CuratorOptions options)
    {
        this.lake = lake;
        this.options = options;
    }

    internal static FileFilter DailyFiles { get; } = new() { Folders = ["freq=1d"] };

    private static string CodeVersion => typeof(Curator).Assembly.GetName().Version!.ToString();

    /// <summary>Rebuilds what has changed since the last run.</summary>
    /// <param name="ct">Stops before anything becomes visible; the next run starts over.</param>
    public Task<CurateSummary> CurateIncrementalAsync(CancellationToken ct = default) => RunAsync(null, ct);

    /// <summary>
    /// Rebuilds the tables as they would have been built from what was known at an instant. The next plain run brings
    /// them back to now.
    /// </summary>
    /// <param name="asOfUtc">The instant (UTC); raw rows and events ingested later do not count.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    public Task<CurateSummary> CurateAsOfAsync(DateTime asOfUtc, CancellationToken ct = default) =>
        RunAsync(asOfUtc, ct);

    /// <summary>Events that the adjustment chain left out, by symbol and ex-date.</summary>
    public IReadOnlyList<SymbolRefusal> Refused() => lake.Control.Read(RefusedEvents.Read);

    private async Task<CurateSummary> RunAsync(DateTime? asOf, CancellationToken ct)
    {
        // of several nodes one curates at a time
        var turn = await lake.Control.TakeTurnAsync("curate", ct).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var before = FileChange.Snapshot(lake);
            var prices = await RunAloneAsync(asOf, ct).ConfigureAwait(false);
            var minutes = await MinuteTable.BuildAsync(lake, options, asOf, ct).ConfigureAwait(false);
            var universe = await UniverseTable.BuildAsync(lake, options, asOf, ct).ConfigureAwait(false);
            return prices with
            {
                MinuteFiles = minutes,
                Universe = universe,
                Files = FileChange.Between(before, FileChange.Snapshot(lake))
            };
        }
    }

    private async Task<CurateSummary> RunAloneAsync(DateTime? asOf, CancellationToken ct)
    {
        await ListingSnapshots.RefreshAsync(lake, ct).ConfigureAwait(false);
        var reference = await ReferenceTables.BuildAsync(lake, options, asOf, ct).ConfigureAwait(false);
        using var session = lake.OpenSession();
        session.Register(CuratedTable);
        session.Register("reference/corp_actions");
        session.Register(SecuritiesTable.Name);
        var inputs = SymbolInputs.Read(lake, session, options, asOf, CodeVersion);
        var state = CurationState.Read(lake.Control, CuratedTable);
        var changed = inputs.Symbols.Union(state.Symbols).Order(StringComparer.Ordinal)
            .Select(s => (Symbol: s, Hash: inputs.Files.Contains(s) ? inputs.HashOf(s) : null))
            .Where(s => s.Hash is null || s.Hash != state.InputsOf(s.Symbol)).ToList();
        if (changed.Count == 0) return new CurateSummary(0, [], 0, reference, []);

        var (years, refused) = Prepare(session, inputs, state, changed, asOf, ct);
        FileInput[] from = [lake.Manifest.InputOf(RawTable, "freq=1d"), lake.Manifest.InputOf("reference/corp_actions"),
            lake.Manifest.InputOf(SecuritiesTable.Name)];
        var writes = years.Select(y => Write(session, y, state.HashOfYear(y), inputs.Config, from)).ToList();
        var entries = await lake.Writer.WriteManyAsync(writes, (tx, _) =>
        {
            foreach (var (symbol, _) in changed)
                CuratedStatus.Apply(tx, lake.Partitions, symbol, SourcesOf(inputs, symbol), options.IncludeAmber);
            RefusedEvents.Save(tx, changed.Select(c => c.Symbol), refused);
            state.Save(tx, changed.Select(c => c.Symbol));
        }, ct).ConfigureAwait(false);
        return new CurateSummary(changed.Count, years, entries.Sum(e => e.Rows), reference, refused);
    }

    /// <summary>
    /// Computes all symbols from what was known at an instant and puts their rows and factors before SQL.
    /// </summary>
    internal void PrepareAsOf(DuckSession session, DateTime asOf)
    {
        session.Register("reference/corp_actions", asOf);
        session.Register(SecuritiesTable.Name, asOf);
        var inputs = SymbolInputs.Read(lake, session, options, asOf, CodeVersion);
        Prepare(session, inputs, new CurationState(CuratedTable), [.. inputs.Symbols.Select(s => (s, (string?)""))],
            asOf, CancellationToken.None);
    }

    /// <summary>
    /// Computes the changed symbols, puts their rows and factors before SQL, and returns the years that differ.
    /// </summary>
    private (List<int> Years, List<SymbolRefusal> Refused) Prepare(
        DuckSession session, SymbolInputs inputs, CurationState state, List<(string Symbol, string? Hash)> changed,
        DateTime? asOf, CancellationToken ct)
    {
        var symbols = changed.ConvertAll(c => c.Symbol);
        SourceOrder.Register(session, options, RawTable, inputs.Files.SelectMany(f => f));
        session.CreateTable("changed_symbol", ("symbol", symbols.ToArray()));
        var bars = new RawBars(session, inputs, symbols, asOf);
        var factors = new FactorTables();
        var years = new SortedSet<int>();
        var refused = new List<SymbolRefusal>();
        var hashes = changed.ToDictionary(c => c.Symbol, c => c.Hash, StringComparer.Ordinal);
        foreach (var batch in symbols.Where(inputs.Files.Contains).Chunk(SymbolsPerBatch))
        {
            ct.ThrowIfCancellationRequested();
            foreach (var curation in Curate(bars, bars.Read(batch).ToList(), inputs))
            {
                factors.Add(curation);
                refused.AddRange(
                    curation.Series.Refused.Select(r => new SymbolRefusal(curation.Symbol, r.Event, r.Reason)));
                years.UnionWith(state.ChangedYears(curation.Symbol, curation.YearHashes));
                state.Set(curation.Symbol, hashes[curation.Symbol], curation.YearHashes);
                hashes.Remove(curation.Symbol);
            }
        }

        // What is left has no row that may enter, or no raw file any more.
        foreach (var (symbol, hash) in hashes)
        {
            years.UnionWith(state.ChangedYears(symbol, new Dictionary<int, string>()));
            state.Set(symbol, hash, new Dictionary<int, string>());
        }

        factors.Register(session);
        return ([.. years], refused);
    }

    private static List<SymbolCuration> Curate(RawBars raw, List<SymbolBars> batch, SymbolInputs inputs)
    {
        var spinOffs = batch.SelectMany(b => inputs.Events[b.Symbol]
            .Where(e =>
                e is { Type: "SPIN_OFF", Related: not null } && e.ExDate > b.Days.Span[0]
                    && e.ExDate <= b.Days.Span[^1])
            .Select(e => (e.Related, Day: EventMapping.BarOn(b, e.ExDate)))).ToList();
        var closes = raw.Closes([.. spinOffs.Select(s => s.Related!).Distinct()], [.. spinOffs.Select(s => s.Day)]);
        double? CloseOf(string symbol, DateOnly day) => closes.TryGetValue((symbol, day), out var close) ? close : null;
        return batch
            .ConvertAll(b =>
                SymbolCuration.Of(b, EventMapping.For(b, inputs.Events[b.Symbol], CloseOf),
                    [.. inputs.Handovers[b.Symbol]]));
    }

    private LakeWrite Write(DuckSession session, int year, string inputsHash, string configHash, FileInput[] from)
    {
        var spec = new LakeFileSpec
        {
            Table = lake.Contracts[CuratedTable],
            Stem = "part",
            Partition = [("year", $"{year:0000}")],
            Supersedes = true,
            InputsHash = inputsHash,
            Inputs = from,
            CodeVersion = CodeVersion,
            ConfigHash = configHash,
        };
        return new LakeWrite(spec, session, CurationSql.Years(year, year + 1));
    }

    private IEnumerable<string> SourcesOf(SymbolInputs inputs, string symbol) => inputs.Files[symbol]
        .Select(f => f.Source).OfType<string>().Distinct()
        .OrderByDescending(s => options.PriorityOf(RawTable, s)).ThenByDescending(s => s, StringComparer.Ordinal);
}
