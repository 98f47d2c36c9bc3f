using TradeML.Core.Time;
using TradeML.Data.Settings;
using TradeML.Data.Quality;
using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>
/// Computes reference/universe as it would have been built from the bars and lists known at an instant.
/// </summary>
/// <param name="options">Floors, and priorities of the sources.</param>
public sealed class KnownUniverse(CuratorOptions options) : ITableDerivation
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Tables { get; } = [UniverseTable.Name];

    /// <inheritdoc/>
    public string Select(DataLake lake, DuckSession session, string table, DateTime asOf)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        var calendar = ExchangeCalendar.Xnys;
        session.Register(AuditedTable.Curated.Table, asOf);
        session.RegisterEmpty(UniverseTable.Name); // nothing of what the lake holds now stays
        var known = session.Query(
            "SELECT symbol, max(date) FROM curated.equities_ohlcv_adj GROUP BY symbol ORDER BY symbol");
        var (symbols, last) = (known.Texts(0), known.Dates(1));
        session.CreateTable("universe_changed", ("symbol", symbols));
        var rows = new UniverseRows(session, calendar);
        var end = last.Length == 0 ? 0 : calendar.IndexAtOrBefore(last.Max()) + 1;
        foreach (var _ in rows.AddAll(symbols.OfType<string>(),
            UniverseListings.Read(lake, session, options, asOf, derive: true), options.Universe, end))
        {
            // Building them is all.
        }

        rows.Register();
        return UniverseTable.Sql(DateOnly.MinValue, DateOnly.MaxValue);
    }
}
