using System.Globalization;
using TradeML.Core.Time;
using TradeML.Data.Derived;
using TradeML.Data.Settings;
using TradeML.Data.Quality;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>
/// Everything that the rows of reference/universe are derived from, by reference: the curator's hashes of each symbol's
/// bars, listings and settings.
/// </summary>
internal sealed class UniverseInputs
{
    private readonly CurationState prices;

    private UniverseInputs(CurationState prices, UniverseListings listings, int end, string config)
    {
        this.prices = prices;
        Listings = listings;
        End = end;
        Config = config;
    }

    /// <summary>Which securities had which tickers.</summary>
    public UniverseListings Listings { get; }

    /// <summary>One past the session with which the curated table ends.</summary>
    public int End { get; }

    /// <summary>Hash of the settings and of the code.</summary>
    public string Config { get; }

    /// <summary>The symbols that have curated bars.</summary>
    public IEnumerable<string> Symbols => prices.Symbols.Where(s => prices.YearsOf(s).Any());

    public static UniverseInputs Read(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, string codeVersion)
    {
        var calendar = ExchangeCalendar.Xnys;
        var last = lake.Manifest.Files(AuditedTable.Curated.Table).Max(f => f.Last);
        var u = options.Universe;
        var config = Hashing.OfText(string.Create(
            CultureInfo.InvariantCulture,
            $"{u.MinPriceUsd:R} {u.MinAdvUsd:R} {u.AdvWindow} {u.HoldBars} {u.MaxGapSessions} {codeVersion}"));
        return new UniverseInputs(
            CurationState.Read(lake.Control, AuditedTable.Curated.Table),
            UniverseListings.Read(lake, session, options, asOf),
            last is { } day ? calendar.IndexAtOrBefore(day) + 1 : 0, config);
    }

    /// <summary>
    /// A hash that changes whenever anything the symbol's rows are derived from does; null when it has no bars.
    /// </summary>
    public string? HashOf(string symbol)
    {
        var years = prices.YearsOf(symbol).ToList();
        if (years.Count == 0) return null;
        // Where the data end matters only to a name whose own end is near: it may still get rows without a bar.
        var end = End > 0 && years[^1].Year >= ExchangeCalendar.Xnys[End - 1].Date.Year - 2 ? End : 0;
        return Hashing.OfText(
            string.Join('\n',
                [Config, $"{end}", .. years.Select(y => $"{y.Year} {y.Hash}"), .. Listings.Facts(symbol)]));
    }
}
