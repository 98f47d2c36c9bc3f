using TradeML.Lake;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// Central index keys from every table of tickers that the lake ever took: a ticker that was delisted since still has
/// its company there.
/// </summary>
public static class SecKnownCiks
{
    private const string Table = "raw/company_tickers";

    /// <summary>The keys by ticker; where a ticker was used again, the company that had it last.</summary>
    /// <param name="lake">The lake.</param>
    public static IReadOnlyDictionary<string, string> Of(DataLake lake)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var ciks = new Dictionary<string, string>(StringComparer.Ordinal);
        if (lake.Manifest.Files(Table).Count == 0) return ciks;
        using var session = lake.OpenSession();
        session.Register(Table);
        var rows = session.Query("SELECT symbol, cik FROM raw.company_tickers ORDER BY ingested_at, cik DESC");
        var (symbols, keys) = (rows.Texts(0), rows.Texts(1));
        for (var i = 0; i < rows.RowCount; i++) ciks[symbols[i]!] = keys[i]!;
        return ciks;
    }
}
