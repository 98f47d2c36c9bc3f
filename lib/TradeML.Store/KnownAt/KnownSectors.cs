using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>Sector and industry of each row by <c>reference/sectors</c>: of the claims known at the close whose interval holds the day, the newest.</summary>
/// <param name="Sector">Codes by row, −1 unknown.</param>
/// <param name="SectorNames">Sectors by code, ordinal order.</param>
/// <param name="Industry">Codes by row, −1 unknown.</param>
/// <param name="IndustryNames">Industries by code, ordinal order.</param>
internal sealed record KnownSectors(int[] Sector, string[] SectorNames, int[] Industry, string[] IndustryNames)
{
    private const string Table = "reference/sectors";

    /// <summary>The sectors, or null when the lake holds none.</summary>
    internal static KnownSectors? Read(DataLake lake, DuckSession session, PanelRows rows, DateTime? asOf)
    {
        if (lake.Contracts.Tables.All(t => t.Name != Table)) return null;
        session.Register(Table);
        session.CreateTable("sector_symbol", [("symbol", rows.Tickers.Distinct().ToArray())]);
        var found = session.Query(
            """
            SELECT symbol, start_date, end_date, sector, industry, known_at FROM reference.sectors JOIN sector_symbol USING (symbol)
            WHERE $1 IS NULL OR known_at <= $1 ORDER BY symbol, known_at, start_date, source_name
            """, asOf);
        if (found.RowCount == 0) return null;
        var (names, starts, ends, sectors, industries, known) = (found.Texts(0), found.Dates(1), found.NullableDates(2), found.Texts(3), found.Texts(4), found.Instants(5));
        var (sectorNames, industryNames) = (Distinct(sectors), Distinct(industries));
        var claims = Enumerable.Range(0, names.Length).ToLookup(i => names[i]!, StringComparer.Ordinal);
        int[] sector = new int[rows.Day.Length], industry = new int[rows.Day.Length];
        for (var symbol = 0; symbol < rows.Tickers.Length; symbol++)
        {
            var own = claims[rows.Tickers[symbol]].ToArray();
            for (var row = rows.Starts[symbol]; row < rows.Starts[symbol + 1]; row++)
            {
                var (day, close) = (rows.Sessions[rows.Day[row]], rows.Closes[rows.Day[row]]);
                var at = Array.FindLastIndex(own, i => known[i] <= close && starts[i] <= day && (ends[i] is not { } end || day < end));
                sector[row] = at < 0 ? -1 : CodeOf(sectorNames, sectors[own[at]]);
                industry[row] = at < 0 ? -1 : CodeOf(industryNames, industries[own[at]]);
            }
        }

        return new(sector, sectorNames, industry, industryNames);
    }

    private static string[] Distinct(string?[] texts) => [.. texts.OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static int CodeOf(string[] names, string? name) => name is null ? -1 : Array.BinarySearch(names, name, StringComparer.Ordinal);
}
