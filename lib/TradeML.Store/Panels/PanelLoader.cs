using TradeML.Core.Errors;
using TradeML.Data.Reference.Securities;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Research.Panels;
using TradeML.Store.KnownAt;

namespace TradeML.Store.Panels;

/// <summary>
/// Reads the curated daily bars of a universe and window into a panel, with what was known at the close of each day: shares outstanding, the next and the last
/// earnings date, sector and industry. A table that the lake lacks leaves its column out.
/// </summary>
internal static class PanelLoader
{
    internal const string Table = "curated/equities_ohlcv_adj";

    internal static FileFilter Files(DateOnly start, DateOnly end) => new() { Start = start, End = end };

    /// <summary>The bars of some symbols in a window, half-open.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="symbols">The symbols.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">Day after the last.</param>
    /// <param name="asOf">Leaves out facts, dates and sectors that became known after this instant (UTC); null for none.</param>
    internal static Panel Load(DataLake lake, IReadOnlyList<string> symbols, DateOnly start, DateOnly end, DateTime? asOf = null)
    {
        using var session = lake.OpenSession();
        session.Register(Table, null, Files(start, end));
        session.CreateTable("universe", [("symbol", symbols.ToArray())]);
        return Read(lake, session, "JOIN universe USING (symbol)", start, end, asOf);
    }

    /// <summary>All curated bars.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="asOf">As for <see cref="Load"/>.</param>
    internal static Panel LoadAll(DataLake lake, DateTime? asOf = null)
    {
        using var session = lake.OpenSession();
        session.Register(Table);
        return Read(lake, session, "", DateOnly.MinValue, DateOnly.MaxValue, asOf);
    }

    private static Panel Read(DataLake lake, DuckSession session, string of, DateOnly start, DateOnly end, DateTime? asOf)
    {
        // Steps of the day alone, never the cumulative factors: those know the future.
        var bars = session.Query(
            $"""
            SELECT symbol, date, open, high, low, close, volume, 1 / volume_step, volume_step, total_return_step
            FROM curated.equities_ohlcv_adj {of}
            WHERE date >= $1 AND date < $2
            ORDER BY symbol, date
            """, start, end);
        if (bars.RowCount == 0)
            throw new TradeMLException(
                ErrorKind.DataMissing, $"No curated bar lies between {start:yyyy-MM-dd} and {end:yyyy-MM-dd} (exclusive).", Table,
                "Run `ata backfill run`, then `ata curate run`.");
        session.Register(SecuritiesTable.Name);
        var rows = PanelRows.Of(bars.Texts(0), bars.Dates(1), SecuritiesTable.Read(session));
        double[] close = bars.Doubles(5), volumeStep = bars.Doubles(8);
        var (next, since) = EarningsDates.Read(lake, session, rows, asOf);
        var sectors = KnownSectors.Read(lake, session, rows, asOf);
        return Panel.Create(
            rows.Symbols, rows.Sessions, rows.Starts, rows.Day,
            new PanelColumns
            {
                Open = bars.Doubles(2), High = bars.Doubles(3), Low = bars.Doubles(4), Close = close, Volume = bars.Doubles(6),
                PriceStep = bars.Doubles(7), VolumeStep = volumeStep, TotalReturnStep = bars.Doubles(9),
                SharesOutstanding = ShareCounts.Read(lake, session, rows, close, volumeStep, asOf), SessionsToEarnings = next, SessionsSinceEarnings = since,
                Sector = sectors?.Sector, SectorNames = sectors?.SectorNames, Industry = sectors?.Industry, IndustryNames = sectors?.IndustryNames,
            });
    }
}
