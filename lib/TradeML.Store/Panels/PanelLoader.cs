using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Research.Panels;

namespace TradeML.Store.Panels;

/// <summary>
/// Reads the curated daily bars of a universe and window into a panel, with what was known at the close of each day:
/// shares outstanding, the next and the last earnings date, sector and industry. A table that the lake lacks leaves its
/// column out.
/// </summary>
public static class PanelLoader
{
    /// <summary>The table that a panel is read from.</summary>
    public const string Table = "curated/equities_ohlcv_adj";

    /// <summary>The files that a panel of these days is read from.</summary>
    public static FileFilter Files(DateOnly start, DateOnly end) => new() { Start = start, End = end };

    /// <summary>The bars of some symbols in a window, half-open.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="symbols">The symbols.</param>
    /// <param name="start">First day.</param>
    /// <param name="end">Day after the last.</param>
    /// <param name="asOf">Leaves out facts, dates and sectors that became known after this instant (UTC); null for
    /// none.</param>
    public static Panel Load(
        DataLake lake, IReadOnlyList<string> symbols, DateOnly start, DateOnly end, DateTime? asOf = null)
    {
        using var session = lake.OpenSession();
        session.Register(Table, null, Files(start, end));
        session.CreateTable("universe", [("symbol", symbols.ToArray())]);
        return Read(lake, session, "JOIN universe USING (symbol)", start, end, asOf);
    }

    /// <summary>All curated bars.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="asOf">As for <see cref="Load"/>.</param>
    public static Panel LoadAll(DataLake lake, DateTime? asOf = null)
    {
        using var session = lake.OpenSession();
        session.Register(Table);
        return Read(lake, session, "", DateOnly.MinValue, DateOnly.MaxValue, asOf);
    }

    private static Panel Read(
        DataLake lake, DuckSession session, string of, DateOnly start, DateOnly end, DateTime? asOf) =>
        PanelBuilder.Build(LakePanel.Read(lake, session, of, start, end, asOf) ?? throw new TradeMLException(
            ErrorKind.DataMissing, $"No curated bar lies between {start:yyyy-MM-dd} and {end:yyyy-MM-dd} (exclusive).",
            Table,
            "Run `ata backfill run`, then `ata curate run`."));
}
