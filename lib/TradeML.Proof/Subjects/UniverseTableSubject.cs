using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Data.Universe;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Subjects;

/// <summary>
/// <c>reference/universe</c> as of the cut: built by the table's own code from bars, listings and sectors in the
/// versions that were known then. All of it is claimed to be known at the cut.
/// </summary>
/// <param name="options">The floors.</param>
public sealed class UniverseTableSubject(UniverseOptions options) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => "reference/universe as of the cut";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, WorldTables.Securities, WorldTables.Sectors];

    /// <inheritdoc/>
    public bool AnswersAsOf => true;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Of(world[WorldTables.Bars].KnownBy(cut), world.Find(WorldTables.Securities)?.KnownBy(cut),
            world.Find(WorldTables.Sectors)?.KnownBy(cut), cut);
    }

    internal IReadOnlyList<SubjectOutput> Of(WorldTable bars, WorldTable? securities, WorldTable? sectors, DateTime cut)
    {
        var calendar = ExchangeCalendar.Xnys;
        var listings = UniverseListings.Of(Listings(securities), Sectors(sectors));
        var end = bars.Rows == 0 ? 0 : calendar.IndexAtOrBefore(bars.Date.Max()) + 1;
        var (symbol, date, adv, flags, security, sector) = (new List<string>(), new List<DateOnly>(),
            new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (int row = 0, first = 0; row < bars.Rows; row++)
        {
            if (row + 1 < bars.Rows && bars.Symbol[row + 1] == bars.Symbol[row]) continue;
            var rows = Enumerable.Range(first, row + 1 - first).Where(r => calendar.Find(bars.Date[r]) is not null)
                .ToArray();
            var days = Array.ConvertAll(rows, r => bars.Date[r]);
            var built = UniverseSymbol.Of(
                bars.Symbol[row],
                new(days, Array.ConvertAll(days, calendar.IndexOf),
                    Array.ConvertAll(rows, r => bars.Number("close")[r]),
                    Array.ConvertAll(rows, r => bars.Number("volume")[r])),
                listings, options, calendar, end);
            symbol.AddRange(Enumerable.Repeat(bars.Symbol[row], built.Days.Count));
            date.AddRange(built.Days);
            adv.AddRange(built.Adv);
            flags.AddRange(built.Flags.Select(f => (double)f));
            security.AddRange(built.SecurityIds.Select(Number));
            sector.AddRange(built.Sectors.Select(Number));
            first = row + 1;
        }

        var known = new DateTime[symbol.Count];
        Array.Fill(known, cut);
        return [new("universe", [.. symbol], [.. date], known, [
            new("adv_usd", adv.ToArray()), new("flags", flags.ToArray()), new("security_id", security.ToArray()),
            new("sector", sector.ToArray()),
        ])];
    }

    private static double Number(string? name) => name is null ? double.NaN : PanelOutput.Number(name);

    private static IEnumerable<(string Symbol, UniverseListing Listing)> Listings(WorldTable? table)
    {
        if (table is null) yield break;
        var (ends, common) = (table.Numbers.GetValueOrDefault("end_day"), table.Numbers.GetValueOrDefault("is_common"));
        for (var row = 0; row < table.Rows; row++)
            yield return (table.Symbol[row],
                new(table.Text("security")[row], table.Date[row], WorldTable.DayOf(ends, row),
                    common is null || common[row] != 0));
    }

    private static IEnumerable<(string Symbol, string? SecurityId, DateOnly Start, DateOnly? End,
        string Sector)> Sectors(WorldTable? table)
    {
        if (table is null) yield break;
        var ends = table.Numbers.GetValueOrDefault("end_day");
        for (var row = 0; row < table.Rows; row++)
            if (table.Text("sector")[row] is { } sector)
                yield return (table.Symbol[row], null, table.Date[row], WorldTable.DayOf(ends, row), sector);
    }
}
