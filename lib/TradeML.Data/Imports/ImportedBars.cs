using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Imports;

/// <summary>What the lake holds of the user's own daily bars.</summary>
/// <param name="Spans">The first and the last day of each symbol, in ordinal order of symbol.</param>
public sealed record ImportedBars(IReadOnlyList<(string Symbol, DateOnly First, DateOnly Last)> Spans)
{
    /// <summary>Symbols in ordinal order.</summary>
    public IReadOnlyList<string> Symbols => [.. Spans.Select(s => s.Symbol)];

    /// <summary>The first day of all.</summary>
    public DateOnly Start => Spans.Min(s => s.First);

    /// <summary>The day after the last of all.</summary>
    public DateOnly End => Spans.Max(s => s.Last).AddDays(1);

    /// <summary>Looks into a lake; null where it holds none.</summary>
    /// <param name="lake">The lake.</param>
    public static ImportedBars? Of(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        using var session = lake.OpenSession();
        session.Register("raw/equities_bars", null, new FileFilter { Source = FileImport.SourceName, HereOnly = true });
        var rows = session.Query(
            "SELECT symbol, min(date), max(date) FROM raw.equities_bars GROUP BY symbol ORDER BY symbol");
        var (first, last) = (rows.Dates(1), rows.Dates(2));
        return rows.RowCount > 0 ? new([.. rows.Texts(0).Select((s, i) => (s!, first[i], last[i]))]) : null;
    }

    /// <summary>The error where nothing was imported yet.</summary>
    public static TradeMLException None() => new(
        ErrorKind.BadInput, "The lake holds no bars of your files.", null, "Import them first: ata import bars PATH.");
}
