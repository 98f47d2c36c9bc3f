using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Ops.Families;

namespace TradeML.Ops.Gate;

/// <summary>The days and symbols that a training looks at, by the lake's stage and the model's configuration.</summary>
/// <param name="Start">First session, inclusive.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Wanted">First day that the configuration wants; <paramref name="Start"/> is later when the stage begins
/// later.</param>
/// <param name="Symbols">The universe with the listing of each, ordered by symbol.</param>
internal sealed record TrainingWindow(
    DateOnly Start, DateOnly End, DateOnly Wanted, IReadOnlyList<ListedSymbol> Symbols)
{
    private const string Dataset = "equities_eod";

    /// <summary>Reads the window.</summary>
    /// <param name="lake">The lake; its stage says symbols and days.</param>
    /// <param name="options">The model's configuration.</param>
    /// <param name="asOf">Last day of the window; null takes the stage's last, or the last session that has
    /// closed.</param>
    /// <param name="time">The clock.</param>
    internal static TrainingWindow Of(DataLake lake, TrainingOptions options, DateOnly? asOf, TimeProvider time)
    {
        var calendar = ExchangeCalendar.Xnys;
        var stage = NodeStage.Read(Path.Combine(lake.Root, "control", "stage.yml"));
        if (!stage.Datasets.TryGetValue(Dataset, out var staged))
            throw new TradeMLException(ErrorKind.DataMissing, $"The stage does not collect {Dataset}.",
                "control/stage.yml", "Run `ata node init` with daily bars.");
        var open = LastClosed(calendar, time.GetUtcNow().UtcDateTime).AddDays(1);
        var end = Earlier(staged.EndOr(open), open);
        if (asOf is { } last) end = Earlier(end, last.AddDays(1));
        var wanted = end.AddDays(-(int)Math.Round(options.WindowYears * 365.25));
        var start = wanted > staged.Start ? wanted : staged.Start;
        if (start >= end)
            throw new TradeMLException(ErrorKind.DataMissing, $"The stage holds no day before {end:yyyy-MM-dd}.",
                "control/stage.yml", "Take a later as-of day.");
        var (from, to) = (calendar.IndexAtOrAfter(start), calendar.IndexAtOrBefore(end.AddDays(-1)) + 1);
        var listings = lake.Control.Read(Listings);
        var symbols = stage.Symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(symbol =>
        {
            var (first, until) = listings.GetValueOrDefault(symbol, (null, null));
            var begin = first is { } f && f > start ? Math.Max(from, calendar.IndexAtOrAfter(f)) : from;
            var stop = until is { } u && u < end ? Math.Min(to, calendar.IndexAtOrBefore(u) + 1) : to;
            return new ListedSymbol(symbol, begin, Math.Max(begin, stop),
                until is { } gone && gone < end.AddDays(-1) && stop < to);
        }).ToList();
        return new(start, end, wanted, symbols);
    }

    private static Dictionary<string, (DateOnly? First, DateOnly? Last)> Listings(ControlReader reader)
    {
        // A symbol's listing as its sources together show it: the earliest beginning, and an end only when every source
        // has one.
        using var rows = reader.Read(
            """
            SELECT symbol, MIN(first_day), CASE WHEN COUNT(last_day) = COUNT(*) THEN MAX(last_day) END FROM listing
                GROUP BY symbol
            """);
        var found = new Dictionary<string, (DateOnly?, DateOnly?)>(StringComparer.Ordinal);
        while (rows.Read()) found[rows.GetString(0)] = (Day(rows, 1), Day(rows, 2));
        return found;
    }

    private static DateOnly? Day(System.Data.Common.DbDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : UnixDay.ToDate(rows.GetInt64(column));

    private static DateOnly LastClosed(ExchangeCalendar calendar, DateTime now)
    {
        var index = calendar.IndexAtOrBefore(calendar.TradingDayOf(now));
        return calendar[index].CloseUtc <= now ? calendar[index].Date : calendar[index - 1].Date;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
