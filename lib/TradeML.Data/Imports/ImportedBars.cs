using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Imports;

/// <summary>What the lake holds of the user's own daily bars.</summary>
/// <param name="Symbols">Symbols in ordinal order.</param>
/// <param name="Start">The first day; the default value where there is none.</param>
/// <param name="End">The day after the last.</param>
public sealed record ImportedBars(IReadOnlyList<string> Symbols, DateOnly Start, DateOnly End)
{
    /// <summary>Looks into a lake.</summary>
    /// <param name="lake">The lake.</param>
    public static ImportedBars Of(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using var session = lake.OpenSession();
        session.Register("raw/equities_bars", null, new FileFilter { Source = FileImport.SourceName, HereOnly = true });
        var rows = session.Query(
            "SELECT symbol, min(date), max(date) FROM raw.equities_bars GROUP BY symbol ORDER BY symbol");
        return rows.RowCount == 0
            ? new([], default, default)
            : new([.. rows.Texts(0).Select(s => s!)], rows.Dates(1).Min(), rows.Dates(2).Max().AddDays(1));
    }
}
