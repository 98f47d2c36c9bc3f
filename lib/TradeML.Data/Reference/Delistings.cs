using TradeML.Core.Configuration;
using TradeML.Core.Time;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>
/// Builds reference/delistings from what every source says of the end of a listing: Forms 25 and 15 at the SEC, the vendors' lists with their dates, and bars that
/// end where a list calls the ticker inactive. Claims of one ticker that lie close together are one event; the first source by priority gives its day, and
/// every claim is kept beside it.
/// </summary>
internal static class Delistings
{
    private static readonly string[] Inputs = ["raw/listings", "raw/delistings", "raw/filings"];

    /// <summary>Brings the table up to date.</summary>
    /// <returns>Whether it was written.</returns>
    public static async Task<bool> BuildAsync(DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        var files = Inputs.SelectMany(t => lake.Manifest.Files(t)).ToList();
        if (files.Count == 0) return false;
        var ended = lake.Control.Read(r => r.Query<(string Symbol, string Source, long Last)>(
            "SELECT symbol, source, last_day FROM listing WHERE last_day IS NOT NULL ORDER BY symbol, source"));
        var sources = files.Select(f => f.Source).OfType<string>().Concat(ended.Select(e => e.Source)).Distinct().Order(StringComparer.Ordinal).ToArray();
        var priorities = sources.Select(s => (long)options.PriorityOf("reference/delistings", s)).ToArray();
        var rest = string.Join('\n', [lake.Manifest.ContentHash("reference/corp_actions"), .. ended.Select(e => e.ToString()), .. sources.Zip(priorities).Select(p => p.ToString())]);
        var spec = ReferenceTables.Spec(lake, "reference/delistings", ReferenceTables.InputsHash(files, asOf, rest));
        if (ReferenceTables.IsCurrent(lake, spec)) return false;
        foreach (var table in Inputs) session.RegisterVersions(table, asOf);
        session.Register("reference/corp_actions");
        session.CreateTable("claim_order", ("source_name", sources), ("source_priority", priorities));
        session.CreateTable("trading_day", ("day", ExchangeCalendar.Xnys.Days.ToArray()));
        session.CreateTable(
            "ended", ("symbol", ended.Select(e => e.Symbol).ToArray()), ("source_name", ended.Select(e => e.Source).ToArray()),
            ("delist_date", ended.Select(e => ExchangeCalendar.Xnys.Next(UnixDay.ToDate(e.Last))).ToArray()));
        await lake.Writer.WriteQueryAsync(spec, session, ReferenceSql.Load("DelistingTable.sql", lake, [], asOf), null, ct).ConfigureAwait(false);
        return true;
    }
}
