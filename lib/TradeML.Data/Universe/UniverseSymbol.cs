using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TradeML.Core.Time;
using TradeML.Core.Universe;

namespace TradeML.Data.Universe;

/// <summary>
/// The rows of one ticker in reference/universe, of every security that had it, and a hash of each year's rows.
/// </summary>
public sealed class UniverseSymbol
{
    private readonly List<DateOnly> days = [];
    private readonly List<double> adv = [];
    private readonly List<int> flags = [];
    private readonly List<string?> ids = [], sectors = [];

    private UniverseSymbol(string symbol) => Symbol = symbol;

    /// <summary>Ticker.</summary>
    public string Symbol { get; }

    /// <summary>Session of each row, ascending.</summary>
    public IReadOnlyList<DateOnly> Days => days;

    /// <summary>Average dollar volume of each row; NaN is unknown.</summary>
    public IReadOnlyList<double> Adv => adv;

    /// <summary>What holds of each row: bits of <see cref="UniverseRule"/>.</summary>
    public IReadOnlyList<int> Flags => flags;

    /// <summary>Security of each row; null where none is known.</summary>
    public IReadOnlyList<string?> SecurityIds => ids;

    /// <summary>Sector of each row; null is unknown.</summary>
    public IReadOnlyList<string?> Sectors => sectors;

    /// <summary>Builds the rows. Bars of different securities never share a window.</summary>
    /// <param name="symbol">Ticker.</param>
    /// <param name="bars">Its bars by day.</param>
    /// <param name="listings">Which securities had the ticker.</param>
    /// <param name="options">The floors.</param>
    /// <param name="calendar">The sessions.</param>
    /// <param name="end">One past the session with which the data end.</param>
    public static UniverseSymbol Of(
        string symbol, UniverseBars bars, UniverseListings listings, UniverseOptions options, ExchangeCalendar calendar,
        int end)
    {
        var built = new UniverseSymbol(symbol);
        var known = listings.Of(symbol).ToList();
        var otherwise = listings.Otherwise(symbol);
        UniverseListing On(DateOnly day) => known.FirstOrDefault(l => l.Holds(day)) ?? otherwise;
        for (var start = 0; start < bars.Count;)
        {
            var listing = On(bars.Days[start]);
            var stop = start + 1;
            while (stop < bars.Count && On(bars.Days[stop]) == listing) stop++;
            // The rows of a listing end where it does, or where the next security of the ticker begins to trade.
            var last = stop < bars.Count ? calendar.IndexOf(bars.Days[stop]) : end;
            if (listing.End is { } over)
                last = Math.Min(last, calendar.IndexAtOrAfter(over < calendar.LastDay ? over : calendar.LastDay));
            built.Add(UniverseSeries.Of(
                bars.Sessions.AsSpan(start, stop - start), bars.Close.AsSpan(start, stop - start),
                bars.Volume.AsSpan(start, stop - start), listing.IsCommon, last, options),
                listing, listings, calendar);
            start = stop;
        }

        return built;
    }

    /// <summary>A hash of the rows of each year.</summary>
    public SortedDictionary<int, string> YearHashes()
    {
        var hashes = new SortedDictionary<int, string>();
        for (var start = 0; start < days.Count;)
        {
            var end = start + 1;
            while (end < days.Count && days[end].Year == days[start].Year) end++;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(days)[start..end]));
            hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(adv)[start..end]));
            hash.AppendData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(flags)[start..end]));
            for (var i = start; i < end; i++)
                if (i == start || ids[i] != ids[i - 1] || sectors[i] != sectors[i - 1])
                    hash.AppendData(Encoding.UTF8.GetBytes($"{i - start} {ids[i]} {sectors[i]}\n"));
            hashes[days[start].Year] = Convert.ToHexStringLower(hash.GetHashAndReset());
            start = end;
        }

        return hashes;
    }

    private void Add(
        UniverseSeries series, UniverseListing listing, UniverseListings listings, ExchangeCalendar calendar)
    {
        for (var i = 0; i < series.Sessions.Length; i++)
        {
            var day = calendar.Days[series.Sessions[i]];
            days.Add(day);
            adv.Add(series.Adv[i]);
            flags.Add((int)series.Flags[i]);
            ids.Add(listing.SecurityId);
            sectors.Add(listings.SectorOf(Symbol, listing.SecurityId, day));
        }
    }
}
