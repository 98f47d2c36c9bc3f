using TradeML.Data.Reference.Securities;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>
/// Which security a ticker stood for on which days and whether it is a common share: from reference/securities where
/// that has the ticker, else from the vendors' lists of assets, else from the ticker alone.
/// </summary>
public sealed class UniverseListings
{
    private const string Securities = "reference/securities", Sectors = "reference/sectors", Lists = "raw/listings";
    private readonly ILookup<string, UniverseListing> listings;
    private readonly ILookup<string, SectorSpan> sectors;
    private readonly Dictionary<string, SecurityClass> classes;

    private UniverseListings(
        ILookup<string, UniverseListing> listings, ILookup<string, SectorSpan> sectors,
        Dictionary<string, SecurityClass> classes)
    {
        this.listings = listings;
        this.sectors = sectors;
        this.classes = classes;
    }

    /// <summary>Reads what is known.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="session">A session over it.</param>
    /// <param name="options">Priorities of the sources of raw/listings.</param>
    /// <param name="asOf">Lists that were fetched later (UTC) don't count; null for all.</param>
    /// <param name="derive">Whether the reference tables are computed for that instant too; false takes them as they
    /// are, for they were just built for it.</param>
    public static UniverseListings Read(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf, bool derive = false) => new(
            ReadSecurities(lake, session, derive ? asOf : null), ReadSectors(lake, session, derive ? asOf : null),
            ReadClasses(lake, session, options, asOf));

    /// <summary>Listings and sectors that are known already; nothing is known of classes beside them.</summary>
    /// <param name="listings">Listings by ticker.</param>
    /// <param name="sectors">Sectors by ticker, with the security where it is known, over a window of days.</param>
    public static UniverseListings Of(
        IEnumerable<(string Symbol, UniverseListing Listing)> listings,
        IEnumerable<(string Symbol, string? SecurityId, DateOnly Start, DateOnly? End, string Sector)> sectors) => new(
            listings.OrderBy(l => l.Listing.Start).ToLookup(l => l.Symbol, l => l.Listing, StringComparer.Ordinal),
            sectors.OrderByDescending(s => s.Start)
                .ToLookup(s => s.Symbol, s => new SectorSpan(s.SecurityId, s.Start, s.End, s.Sector),
                    StringComparer.Ordinal), []);

    /// <summary>The listings of a ticker, by start; empty when only its class is known.</summary>
    public IEnumerable<UniverseListing> Of(string symbol) => listings[symbol];

    /// <summary>The listing of days that no other covers.</summary>
    public UniverseListing Otherwise(string symbol) =>
        new(null, DateOnly.MinValue, null,
            (classes.TryGetValue(symbol, out var found) ? found : SecurityClassRules.Of(symbol))
                == SecurityClass.Common);

    /// <summary>A ticker's sector on a day, or null.</summary>
    public string? SectorOf(string symbol, string? securityId, DateOnly day)
    {
        foreach (var span in sectors[symbol])
            if (span.Holds(day) && (securityId is null || span.SecurityId is null || span.SecurityId == securityId))
                return span.Sector;
        return null;
    }

    /// <summary>Everything that is known of a ticker, for a hash.</summary>
    public IEnumerable<string> Facts(string symbol) =>
        listings[symbol].Append(Otherwise(symbol)).Select(l => l.ToString())
            .Concat(sectors[symbol].Select(s => s.ToString()));

    private static ILookup<string, UniverseListing> ReadSecurities(DataLake lake, DuckSession session, DateTime? asOf)
    {
        if (!Has(lake, Securities)) return Array.Empty<string>().ToLookup(s => s, _ => (UniverseListing)null!);
        session.Register(Securities, asOf);
        var rows = session.Query(
            "SELECT symbol, security_id, start_date, end_date, is_common FROM reference.securities ORDER BY symbol, "
                + "start_date, security_id");
        var (symbols, ids, starts, ends, common) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.NullableDates(3),
            rows.Bools(4));
        return Enumerable.Range(0, rows.RowCount)
            .ToLookup(i => symbols[i]!, i => new UniverseListing(ids[i], starts[i], ends[i], common[i]),
                StringComparer.Ordinal);
    }

    private static ILookup<string, SectorSpan> ReadSectors(DataLake lake, DuckSession session, DateTime? asOf)
    {
        if (!Has(lake, Sectors)) return Array.Empty<string>().ToLookup(s => s, _ => (SectorSpan)null!);
        session.Register(Sectors, asOf);
        var rows = session.Query(
            "SELECT symbol, security_id, start_date, end_date, sector FROM reference.sectors WHERE sector IS NOT "
                + "NULL ORDER BY symbol, start_date DESC, security_id");
        var (symbols, ids, starts, ends, names) = (rows.Texts(0), rows.Texts(1), rows.Dates(2), rows.NullableDates(3),
            rows.Texts(4));
        return Enumerable.Range(0, rows.RowCount)
            .ToLookup(i => symbols[i]!, i => new SectorSpan(ids[i], starts[i], ends[i], names[i]!),
                StringComparer.Ordinal);
    }

    // Of what all lists say of a ticker, of its active assets where it has any, the first by priority that is no common
    // share.
    private static Dictionary<string, SecurityClass> ReadClasses(
        DataLake lake, DuckSession session, CuratorOptions options, DateTime? asOf)
    {
        var classes = new Dictionary<string, SecurityClass>(StringComparer.Ordinal);
        if (lake.Manifest.Files(Lists).Count == 0) return classes;
        session.Register(Lists, asOf);
        var rows = session.Query(
            """
            SELECT symbol, name, asset_class, exchange, source_name FROM raw.listings
            QUALIFY (status = 'active') = bool_or(status = 'active') OVER (PARTITION BY symbol)
                ORDER BY symbol, source_name, vendor_id
            """);
        var (symbols, names, kinds, exchanges, sources) = (rows.Texts(0), rows.Texts(1), rows.Texts(2), rows.Texts(3),
            rows.Texts(4));
        foreach (var group in Enumerable.Range(0, rows.RowCount).GroupBy(i => symbols[i]!, StringComparer.Ordinal))
        {
            classes[group.Key] = group.OrderBy(i => options.PriorityOf(Lists, sources[i]!))
                .Select(i => SecurityClassRules.Of(group.Key, names[i], kinds[i], exchanges[i]))
                .FirstOrDefault(c => c != SecurityClass.Common);
        }

        return classes;
    }

    private static bool Has(DataLake lake, string table) =>
        lake.Contracts.Tables.Any(t => t.Name == table) && lake.Manifest.Files(table).Count > 0;

    private sealed record SectorSpan(string? SecurityId, DateOnly Start, DateOnly? End, string Sector)
    {
        public bool Holds(DateOnly day) => day >= Start && (End is not { } end || day < end);
    }
}
