using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>
/// Builds reference/delistings from what every source says of the end of a listing: Forms 25 and 15 at the SEC, the
/// vendors' lists with their dates, and bars that end where a list calls the ticker inactive. Claims of one ticker that
/// lie close together are one event; the first source by priority gives its day, and every claim is kept beside it.
/// </summary>
internal static class Delistings
{
    private static readonly string[] Inputs = ["raw/listings", "raw/delistings", "raw/filings"];

    /// <summary>Brings the table up to date.</summary>
    /// <returns>Whether it was written.</returns>
    public static async Task<bool> BuildAsync(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        var files = Files(lake);
        if (files.Count == 0) return false;
        var ended = Ended(lake);
        var (sources, priorities) = Order(files, ended, options);
        var rest = string.Join('\n',
            [lake.Manifest.ContentHash("reference/corp_actions"), .. ended.Select(e => e.ToString()),
                .. sources.Zip(priorities).Select(p => p.ToString())]);
        var spec = ReferenceTables.Spec(lake, "reference/delistings", ReferenceTables.InputsHash(files, asOf, rest),
            [.. Inputs, "reference/corp_actions"]);
        if (ReferenceTables.IsCurrent(lake, spec)) return false;
        session.Register("reference/corp_actions");
        await lake.Writer.WriteQueryAsync(spec, session, Select(lake, session, options, files, asOf), null, ct)
            .ConfigureAwait(false);
        return true;
    }

    /// <summary>The files that claims stand in.</summary>
    internal static IReadOnlyList<ManifestEntry> Files(DataLake lake) =>
        [.. Inputs.SelectMany(t => lake.Manifest.Files(t))];

    /// <summary>
    /// The SELECT of the table over a session's reference.corp_actions; puts what else it needs before SQL.
    /// </summary>
    internal static string Select(
        DataLake lake, DuckSession session, CuratorOptions options, IReadOnlyList<ManifestEntry> files, DateTime? asOf)
    {
        var ended = Ended(lake);
        var (sources, priorities) = Order(files, ended, options);
        foreach (var table in Inputs) session.RegisterVersions(table, asOf);
        session.CreateTable("claim_order", ("source_name", sources), ("source_priority", priorities));
        session.CreateTable("trading_day", ("day", ExchangeCalendar.Xnys.Days.ToArray()));
        session.CreateTable(
            "ended", ("symbol", ended.Select(e => e.Symbol).ToArray()),
            ("source_name", ended.Select(e => e.Source).ToArray()),
            ("delist_date", ended.Select(e => ExchangeCalendar.Xnys.Next(UnixDay.ToDate(e.Last))).ToArray()));
        return ReferenceSql.Load("DelistingTable.sql", lake, [], asOf);
    }

    // Where a file of the user's ends says nothing about the listing.
    private static IReadOnlyList<(string Symbol, string Source, long Last)> Ended(DataLake lake) =>
        [.. lake.Control.Read(r => r.Query<(string, string, long)>(
            "SELECT symbol, source, last_day FROM listing WHERE last_day IS NOT NULL AND source <> 'file' "
                + "ORDER BY symbol, source"))];

    private static (string[] Sources, long[] Priorities) Order(
        IReadOnlyList<ManifestEntry> files, IReadOnlyList<(string Symbol, string Source, long Last)> ended,
        CuratorOptions options)
    {
        var sources = files.Select(f => f.Source).OfType<string>().Concat(ended.Select(e => e.Source)).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        return (sources, [.. sources.Select(s => (long)options.PriorityOf("reference/delistings", s))]);
    }
}
