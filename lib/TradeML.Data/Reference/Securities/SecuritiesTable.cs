using TradeML.Core.Contracts;
using TradeML.Data.Quality;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference.Securities;

/// <summary>Builds and reads reference/securities.</summary>
public static class SecuritiesTable
{
    /// <summary>Name of the table.</summary>
    public const string Name = "reference/securities";

    private static readonly string[] Inputs =
        ["raw/listings", "raw/delistings", "raw/equities_bars", "raw/company_tickers", SecuritiesImport.Table,
            "reference/corp_actions", "reference/delistings"];

    private const string RedSql = """
        SELECT s.symbol, p.day FROM partition_series s JOIN partition_day p ON p.series_id = s.id
        WHERE s.table_name = 'reference/securities' AND s.symbol IS NOT NULL AND p.status = 0 ORDER BY s.symbol, p.day
        """;

    /// <summary>The intervals of every ticker, by start.</summary>
    /// <param name="session">A session that shows reference.securities, as of now or of an instant.</param>
    public static ILookup<string, TickerInterval> Read(DuckSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var rows = session.Query(
            """
            SELECT security_id, symbol, start_date, start_basis, end_date, end_reason, name, exchange, asset_class,
                is_common, cik, source_name, source_priority, claims, known_at
            FROM reference.securities ORDER BY symbol, start_date
            """);
        var (ids, symbols, starts, bases, ends, reasons) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.Texts(3),
            rows.NullableDates(4), rows.Texts(5));
        var (names, exchanges, kinds, common, ciks) = (rows.Texts(6), rows.Texts(7), rows.Texts(8), rows.Bools(9),
            rows.Texts(10));
        var (sources, priorities, claims, known) = (rows.Texts(11), rows.Longs(12), rows.Texts(13), rows.Instants(14));
        return Enumerable.Range(0, rows.RowCount).Select(i => new TickerInterval
        {
            SecurityId = ids[i]!, Symbol = symbols[i]!, Start = starts[i], Basis = Enum.Parse<StartBasis>(bases[i]!),
            End = ends[i], EndReason = reasons[i], Name = names[i],
            Exchange = exchanges[i], AssetClass = kinds[i], IsCommon = common[i], Cik = ciks[i], Source = sources[i]!,
            SourcePriority = (int)priorities[i], Claims = claims[i]!,
            KnownAt = known[i],
        }).ToLookup(s => s.Symbol, StringComparer.Ordinal);
    }

    /// <summary>
    /// The days on which a ticker passed to another security, by ticker: prices on the two sides of one are of
    /// different securities.
    /// </summary>
    /// <param name="session">A session that shows reference.securities, as of now or of an instant.</param>
    public static ILookup<string, DateOnly> Handovers(DuckSession session) => Read(session)
        .SelectMany(g => g.Zip(g.Skip(1)).Where(p => p.First.SecurityId != p.Second.SecurityId)
            .Select(p => (g.Key, p.Second.Start)))
        .ToLookup(c => c.Key, c => c.Start, StringComparer.Ordinal);

    internal static async Task<(bool Written, IReadOnlyList<ReferenceConflict> Conflicts)> BuildAsync(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        session.Register("reference/corp_actions");
        session.Register("reference/delistings");
        var (intervals, conflicts) = SecurityMaster.Build(SecurityEvidenceReader.Read(lake, session, options, asOf));
        var overlaps = conflicts.Where(c => c.Severity == ConflictSeverity.Red).ToList();
        var written = await ReferenceFile.WriteAsync(lake, Batch(lake.Contracts[Name], intervals), Inputs,
            tx => Mark(tx, lake.Partitions, overlaps), ct).ConfigureAwait(false);
        return (written, conflicts);
    }

    /// <summary>The SELECT of the table as known at an instant.</summary>
    internal static string Select(DataLake lake, DuckSession session, CuratorOptions options, DateTime asOf)
    {
        session.Register("reference/corp_actions", asOf);
        session.Register("reference/delistings", asOf);
        var contract = lake.Contracts[Name];
        var batch = Batch(contract,
            SecurityMaster.Build(SecurityEvidenceReader.Read(lake, session, options, asOf)).Intervals);
        session.CreateTable("securities_as_of", [.. contract.Columns.Select(c => (c.Name, batch[c.Name]!))]);
        return "FROM securities_as_of";
    }

    // A ticker that two securities claim is RED on the day of the clash, and GREEN again once it is settled.
    private static void Mark(ControlTransaction tx, PartitionLedger ledger, List<ReferenceConflict> overlaps)
    {
        var red = overlaps.Select(o => (o.Symbol, Day: o.Day ?? DateOnly.MinValue)).ToHashSet();
        foreach (var (symbol, day) in tx.Query<(string, long)>(RedSql).Select(r => (r.Item1, UnixDay.ToDate(r.Item2)))
            .Where(r => !red.Contains(r)).ToList())
            ledger.Set(tx, AuditedTable.DerivedSource, Name, symbol,
                [new(day, PartitionState.Green, 1, 1, 1, QcCodes.Ok)]);
        foreach (var (symbol, day) in red.OrderBy(r => r.Symbol, StringComparer.Ordinal).ThenBy(r => r.Day))
            ledger.Set(tx, AuditedTable.DerivedSource, Name, symbol,
                [new(day, PartitionState.Red, 0, 2, 1, QcCodes.TickerOverlap)]);
    }

    private static ColumnBatch Batch(TableContract contract, IReadOnlyList<TickerInterval> rows) =>
        new(contract, new Dictionary<string, Array>
        {
            ["security_id"] = rows.Select(r => (string?)r.SecurityId).ToArray(),
            ["symbol"] = rows.Select(r => (string?)r.Symbol).ToArray(),
            ["start_date"] = rows.Select(r => r.Start).ToArray(),
            ["start_basis"] = rows.Select(r => (string?)r.Basis.ToString()).ToArray(),
            ["end_date"] = rows.Select(r => r.End).ToArray(),
            ["end_reason"] = rows.Select(r => r.EndReason).ToArray(),
            ["name"] = rows.Select(r => r.Name).ToArray(),
            ["exchange"] = rows.Select(r => r.Exchange).ToArray(),
            ["asset_class"] = rows.Select(r => r.AssetClass).ToArray(),
            ["is_common"] = rows.Select(r => r.IsCommon).ToArray(),
            ["cik"] = rows.Select(r => r.Cik).ToArray(),
            ["source_name"] = rows.Select(r => (string?)r.Source).ToArray(),
            ["source_priority"] = rows.Select(r => (long)r.SourcePriority).ToArray(),
            ["claims"] = rows.Select(r => (string?)r.Claims).ToArray(),
            ["known_at"] = rows.Select(r => r.KnownAt).ToArray(),
        }, rows.Count);
}
