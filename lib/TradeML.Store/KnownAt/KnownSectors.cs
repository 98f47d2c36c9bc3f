using TradeML.Research.Panels;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Sector and industry of each row: of the claims known at the close whose window holds the day, the newest.
/// </summary>
internal static class KnownSectors
{
    /// <summary>The categories; names by code in ordinal order.</summary>
    internal static (PanelCategory Sector, PanelCategory Industry) Of(PanelRows rows, IReadOnlyList<SectorClaim> claims)
    {
        var (sectorNames, industryNames) = (Distinct(claims.Select(c => c.Sector)),
            Distinct(claims.Select(c => c.Industry)));
        var bySymbol = claims.OrderBy(c => c.Known).ThenBy(c => c.Start)
            .ToLookup(c => c.Symbol, StringComparer.Ordinal);
        int[] sector = new int[rows.Day.Length], industry = new int[rows.Day.Length];
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
        {
            var own = bySymbol[rows.Tickers[symbol]].ToArray();
            for (var row = rows.Starts[symbol]; row < rows.Starts[symbol + 1]; row++)
            {
                var (day, close) = (rows.Sessions[rows.Day[row]], rows.Closes[rows.Day[row]]);
                var found = Array.FindLast(own,
                    c => c.Known <= close && c.Start <= day && (c.End is not { } end || day < end));
                sector[row] = CodeOf(sectorNames, found?.Sector);
                industry[row] = CodeOf(industryNames, found?.Industry);
            }
        }

        return (new(sector, sectorNames), new(industry, industryNames));
    }

    private static string[] Distinct(IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static int CodeOf(string[] names, string? name) =>
        name is null ? -1 : Array.BinarySearch(names, name, StringComparer.Ordinal);
}
