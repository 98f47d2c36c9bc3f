using System.Globalization;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Reads from the lake what the securities master is derived from, as known at an instant; reference tables as a
/// session shows them.
/// </summary>
internal static class SecurityEvidenceReader
{
    public static SecurityEvidence Read(DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf) =>
        new()
        {
            Assets = [.. Assets(lake, session, options, asOf), .. FromDelistings(lake, session, options, asOf),
            .. FromFile(lake, session, options, asOf)],
            Ends = Ends(lake, session),
            Changes = Changes(lake, session),
            Bars = Bars(lake, session, asOf),
            Declared = Declared(lake, session, asOf),
            Ciks = Ciks(lake, session, asOf),
            Earlier = Earlier(lake, session),
        };

    private static List<AssetClaim> Assets(DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf)
    {
        const string Table = "raw/listings";
        if (!Holds(lake, Table)) return [];
        session.RegisterVersions(Table, asOf);
        var rows = session.Query(
            """
            WITH newest AS (SELECT source_name, max(ingested_at) AS newest_at FROM raw.listings_versions
                GROUP BY source_name)
            SELECT source_name, vendor_id, symbol, arg_max(name, ingested_at), arg_max(exchange, ingested_at),
                arg_max(asset_class, ingested_at),
                   arg_max(status, ingested_at) = 'active' AND max(ingested_at) = any_value(newest_at),
                       arg_max(ipo_date, ingested_at), min(ingested_at)
            FROM raw.listings_versions JOIN newest USING (source_name) GROUP BY source_name, vendor_id, symbol
                ORDER BY source_name, vendor_id, symbol
            """);
        var (sources, ids, symbols, names) = (rows.Texts(0), rows.Texts(1), rows.Texts(2), rows.Texts(3));
        var (exchanges, kinds, active, ipos, known) = (rows.Texts(4), rows.Texts(5), rows.Bools(6),
            rows.NullableDates(7), rows.Instants(8));
        return [.. Enumerable.Range(0, rows.RowCount).Select(i => new AssetClaim(
            sources[i]!, options.PriorityOf(Table, sources[i]!), ids[i]!, symbols[i]!, names[i], exchanges[i], kinds[i],
            active[i], ipos[i], known[i]))];
    }

    private static List<AssetClaim> FromDelistings(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf)
    {
        const string Table = "raw/delistings";
        if (!Holds(lake, Table)) return [];
        session.RegisterVersions(Table, asOf);
        var rows = session.Query(
            """
            SELECT source_name, symbol, delist_date, arg_max(name, ingested_at), arg_max(exchange, ingested_at),
                arg_max(ipo_date, ingested_at), min(ingested_at)
            FROM raw.delistings_versions GROUP BY source_name, symbol, delist_date
                ORDER BY source_name, symbol, delist_date
            """);
        var (sources, symbols, days) = (rows.Texts(0), rows.Texts(1), rows.Dates(2));
        var (names, exchanges, ipos, known) = (rows.Texts(3), rows.Texts(4), rows.NullableDates(5), rows.Instants(6));
        return [.. Enumerable.Range(0, rows.RowCount).Select(i => new AssetClaim(
            sources[i]!, options.PriorityOf("raw/listings", sources[i]!),
            $"{symbols[i]}@{days[i].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", symbols[i]!, names[i],
            exchanges[i], null, false, ipos[i], known[i]))];
    }

    // What the user's file says of a ticker without saying when: its name and class.
    private static List<AssetClaim> FromFile(DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf)
    {
        if (!Holds(lake, SecuritiesImport.Table)) return [];
        session.RegisterVersions(SecuritiesImport.Table, asOf);
        var rows = session.Query(
            """
            SELECT symbol, name, exchange, asset_class, ingested_at FROM raw.securities_versions WHERE claim = ''
                QUALIFY ingested_at = max(ingested_at) OVER () ORDER BY symbol
            """);
        var (symbols, names, exchanges, kinds, known) = (rows.Texts(0), rows.Texts(1), rows.Texts(2), rows.Texts(3),
            rows.Instants(4));
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i =>
                    new AssetClaim("file", options.PriorityOf("raw/listings", "file"), "", symbols[i]!, names[i],
                        exchanges[i], kinds[i], true, null, known[i]))];
    }

    private static List<EndClaim> Ends(DataLake lake, DuckSession session)
    {
        if (!Holds(lake, "reference/delistings")) return [];
        var rows = session.Query(
            "SELECT symbol, delist_date, reason, source_name, source_priority, known_at FROM reference.delistings "
                + "ORDER BY symbol, delist_date");
        var (symbols, days, reasons, sources, priorities, known) = (rows.Texts(0), rows.Dates(1), rows.Texts(2),
            rows.Texts(3), rows.Longs(4), rows.Instants(5));
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i =>
                    new EndClaim(symbols[i]!, days[i], reasons[i]!, sources[i]!, (int)priorities[i], known[i]))];
    }

    private static List<TickerChange> Changes(DataLake lake, DuckSession session)
    {
        if (!Holds(lake, "reference/corp_actions")) return [];
        var rows = session.Query(
            """
            SELECT symbol, related_symbol, ex_date, source_name, source_priority, known_at FROM reference.corp_actions
            WHERE event_type = 'NAME_CHANGE' AND related_symbol IS NOT NULL AND related_symbol <> symbol
                ORDER BY symbol, ex_date
            """);
        var (old, now, days, sources, priorities, known) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.Texts(3),
            rows.Longs(4), rows.Instants(5));
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i => new TickerChange(old[i]!, now[i]!, days[i], sources[i]!, (int)priorities[i], known[i]))];
    }

    private static List<BarRun> Bars(DataLake lake, DuckSession session, DateTime? asOf)
    {
        if (!Holds(lake, "raw/equities_bars")) return [];
        session.Register("raw/equities_bars", asOf, Curation.Curator.DailyFiles);
        var rows = session.Query(
            ReferenceSql.Load("SecurityBarRuns.sql", lake, [], asOf)
                .Replace("{gap}", SecurityMaster.GapDays.ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal));
        var (symbols, first, last, known) = (rows.Texts(0), rows.Dates(1), rows.Dates(2), rows.Instants(3));
        return [
            .. Enumerable.Range(0, rows.RowCount).Select(i => new BarRun(symbols[i]!, first[i], last[i], known[i]))];
    }

    private static List<DeclaredInterval> Declared(DataLake lake, DuckSession session, DateTime? asOf)
    {
        if (!Holds(lake, SecuritiesImport.Table)) return [];
        session.RegisterVersions(SecuritiesImport.Table, asOf);
        var rows = session.Query(
            """
            SELECT symbol, security_id, start_date, end_date, name, exchange, asset_class, cik, ingested_at
                FROM raw.securities_versions
            WHERE security_id IS NOT NULL OR start_date IS NOT NULL OR end_date IS NOT NULL
            QUALIFY ingested_at = max(ingested_at) OVER () ORDER BY symbol, claim
            """);
        var (symbols, ids, starts, ends) = (rows.Texts(0), rows.Texts(1), rows.NullableDates(2), rows.NullableDates(3));
        var (names, exchanges, kinds, ciks, known) = (rows.Texts(4), rows.Texts(5), rows.Texts(6), rows.Texts(7),
            rows.Instants(8));
        return [
            .. Enumerable.Range(0, rows.RowCount)
                .Select(i =>
                    new DeclaredInterval(symbols[i]!, ids[i], starts[i], ends[i], names[i], exchanges[i], kinds[i],
                        ciks[i], known[i]))];
    }

    private static Dictionary<string, string> Ciks(DataLake lake, DuckSession session, DateTime? asOf)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Holds(lake, "raw/company_tickers")) return result;
        session.Register("raw/company_tickers", asOf);
        var rows = session.Query(
            "SELECT symbol, cik FROM raw.company_tickers QUALIFY ingested_at = max(ingested_at) OVER (PARTITION BY "
                + "source_name) ORDER BY symbol, cik DESC");
        var (symbols, ciks) = (rows.Texts(0), rows.Texts(1));
        for (var i = 0; i < rows.RowCount; i++) result[symbols[i]!] = ciks[i]!;
        return result;
    }

    private static List<(string SecurityId, string Symbol, DateOnly Start, DateOnly? End)> Earlier(
        DataLake lake, DuckSession session)
    {
        if (!Holds(lake, SecuritiesTable.Name)) return [];
        session.Register(SecuritiesTable.Name); // ids are names, not knowledge: those of now
        var rows = session.Query(
            "SELECT security_id, symbol, start_date, end_date FROM reference.securities ORDER BY symbol, start_date");
        var (ids, symbols, starts, ends) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.NullableDates(3));
        return [.. Enumerable.Range(0, rows.RowCount).Select(i => (ids[i]!, symbols[i]!, starts[i], ends[i]))];
    }

    private static bool Holds(DataLake lake, string table) => lake.Manifest.Files(table).Count > 0;
}
