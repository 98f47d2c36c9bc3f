using System.Globalization;
using TradeML.Data.Derived;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;

namespace TradeML.Data.Curation;

/// <summary>
/// Builds curated/equities_minute_adj: raw minute bars with the day's factors of the daily table, a file a symbol and
/// year. A file is written again only when its raw files, its excluded days or the daily rows of its year have changed;
/// the bytes are those of a full rebuild.
/// </summary>
internal sealed class MinuteTable
{
    public const string RawTable = "raw/equities_minute", Name = "curated/equities_minute_adj";
    private const string RawFolder = "freq=1m";
    private readonly DataLake lake;
    private readonly CuratorOptions options;
    private readonly DateTime? asOf;
    private readonly ILookup<string, ManifestEntry> files;
    private readonly ILookup<string, (string Source, DateOnly Day)> excluded;

    public MinuteTable(DataLake lake, CuratorOptions options, DateTime? asOf)
    {
        (this.lake, this.options, this.asOf) = (lake, options, asOf);
        files = lake.Manifest.Files(RawTable, new FileFilter { Folders = [RawFolder] })
            .Where(f => f.Symbol is not null && !options.Excludes(RawTable, f.Source))
            .ToLookup(f => f.Symbol!, StringComparer.Ordinal);
        excluded = ExcludedDays.Read(lake, RawTable, options, asOf);
    }

    private static string CodeVersion => typeof(MinuteTable).Assembly.GetName().Version!.ToString();

    /// <summary>Brings the table up to date with raw and the daily table.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">Priorities of the sources.</param>
    /// <param name="asOf">Uses only bars that were known at this instant (UTC); null for all. The daily table is to be
    /// of the same instant.</param>
    /// <param name="ct">Stops between symbols; what is through stays.</param>
    /// <returns>Number of files that were written.</returns>
    public static async Task<int> BuildAsync(
        DataLake lake, CuratorOptions options, DateTime? asOf, CancellationToken ct)
    {
        var table = new MinuteTable(lake, options, asOf);
        var (daily, state) = (CurationState.Read(lake.Control, Curator.CuratedTable),
            CurationState.Read(lake.Control, Name));
        if (table.files.Count == 0 && !state.Symbols.Any()) return 0;
        FileInput[] from = [lake.Manifest.InputOf(RawTable, RawFolder), lake.Manifest.InputOf(Curator.CuratedTable)];
        using var session = lake.OpenSession();
        table.RegisterChoice(session);
        session.Register(Curator.CuratedTable);
        var written = 0;
        foreach (var symbol in table.files.Select(f => f.Key).Union(state.Symbols).Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            var hashes = table.Hashes(symbol, daily);
            var years = state.ChangedYears(symbol, hashes).Order().ToList();
            if (years.Count == 0) continue;
            session.Register(RawTable, asOf, new FileFilter { Folders = [RawFolder], Symbols = [symbol] });
            await lake.Writer.WriteManyAsync(
                years.ConvertAll(y => table.Write(session, symbol, y, hashes.GetValueOrDefault(y) ?? "", from)),
                (tx, _) =>
                {
                    state.Set(symbol, null, hashes);
                    state.Save(tx, [symbol]);
                }, ct).ConfigureAwait(false);
            written += years.Count;
        }

        return written;
    }

    /// <summary>Puts the order of sources and the excluded days before SQL.</summary>
    public void RegisterChoice(DuckSession session)
    {
        var sources = files.SelectMany(f => f).Select(f => f.Source).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        session.CreateTable(
            "minute_order", ("source_name", sources),
            ("source_priority", sources.Select(s => (long)options.PriorityOf(RawTable, s)).ToArray()));
        var days = excluded.SelectMany(e => e.Select(d => (Symbol: e.Key, d.Source, d.Day))).ToArray();
        session.CreateTable(
            "minute_excluded", ("symbol", days.Select(d => d.Symbol).ToArray()),
            ("source_name", days.Select(d => d.Source).ToArray()),
            ("date", days.Select(d => d.Day).ToArray()));
    }

    /// <summary>
    /// The rows of some years, the last one exclusive, over a session's raw.equities_minute and
    /// curated.equities_ohlcv_adj.
    /// </summary>
    public static string Select(int first, int end) => CurationSql.Load("MinuteBars.sql")
        .Replace("{first}", CurationSql.Day(new DateOnly(first, 1, 1)), StringComparison.Ordinal)
        .Replace("{end}", CurationSql.Day(new DateOnly(end, 1, 1)), StringComparison.Ordinal);

    /// <summary>One hash a year of everything that the symbol's minute bars of the year are derived from.</summary>
    private SortedDictionary<int, string> Hashes(string symbol, CurationState daily)
    {
        var hashes = new SortedDictionary<int, string>();
        foreach (var (year, content) in daily.YearsOf(symbol))
        {
            var of = files[symbol]
                .Where(f => f.First is { } first && f.Last is { } last && first.Year <= year && last.Year >= year)
                .ToList();
            if (of.Count == 0) continue;
            var sources = of.Select(f => f.Source).Distinct().Order(StringComparer.Ordinal);
            hashes[year] = Hashing.OfText(string.Join('\n', [
                content, CodeVersion, string.Create(CultureInfo.InvariantCulture, $"{asOf:O}"),
                .. of.Select(f => f.Path),
                .. sources.Select(s => $"{s}={options.PriorityOf(RawTable, s ?? "")}"),
                .. excluded[symbol].Where(e => e.Day.Year == year).Select(e => $"{e.Source} {e.Day:yyyy-MM-dd}")]));
        }

        return hashes;
    }

    private LakeWrite Write(DuckSession session, string symbol, int year, string inputsHash, FileInput[] from) => new(
        new LakeFileSpec
        {
            Table = lake.Contracts[Name],
            Stem = "part",
            Partition = [("symbol", symbol), ("year", $"{year:0000}")],
            Symbol = symbol,
            Supersedes = true,
            InputsHash = inputsHash,
            Inputs = from,
            CodeVersion = CodeVersion,
        }, session, Select(year, year + 1));
}
