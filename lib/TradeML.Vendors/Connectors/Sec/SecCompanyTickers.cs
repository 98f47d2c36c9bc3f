using System.Globalization;
using System.Text.Json;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// The SEC's table of current tickers with their companies' central index keys. A ticker leaves it when it is delisted.
/// </summary>
/// <param name="settings">Addresses.</param>
internal sealed class SecCompanyTickers(VendorSettings settings) : IPagedSource
{
    private static readonly string[] Columns = ["cik", "name", "ticker", "exchange"];

    /// <inheritdoc/>
    public string Vendor => SecVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "company_tickers";

    /// <inheritdoc/>
    public string ApiVersion => "files";

    /// <inheritdoc/>
    public ReplyRules Rules => SecReplies.Rules;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor) => Address(settings);

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var rows = Rows(body, out var unknown);
        foreach (var (cik, name, ticker, exchange, raw) in rows)
            sink.Set("symbol", ticker).Set("cik", cik).Set("name", name).Set("exchange", exchange).Add(null, null, raw);
        sink.UnknownField(unknown);
        return null;
    }

    /// <summary>Where the table is.</summary>
    internal static Uri Address(VendorSettings settings) =>
        settings.At("/files/company_tickers_exchange.json", address: 1);

    /// <summary>The rows of the table; its columns go by the names it gives.</summary>
    internal static List<(string? Cik, string? Name, string? Ticker, string? Exchange, string Raw)> Rows(
        ReadOnlySpan<byte> body, out int unknown)
    {
        using var json = new JsonPage(SecVendor.Name, body);
        var root = json.Root.Element;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("fields", out var fields)
            || !root.TryGetProperty("data", out var data)
            || fields.ValueKind != JsonValueKind.Array || data.ValueKind != JsonValueKind.Array)
            throw json.Not("fields and data");
        var names = fields.EnumerateArray().Select(f => f.GetString() ?? "").ToList();
        var places = Columns.Select(c => names.IndexOf(c)).ToArray();
        if (places[0] < 0 || places[2] < 0) throw json.Not("the columns cik and ticker");
        unknown = names.Except(Columns).Count();
        var rows = new List<(string?, string?, string?, string?, string)>(data.GetArrayLength());
        foreach (var row in data.EnumerateArray())
        {
            string? Cell(int column) =>
                places[column] is >= 0 and var i && row.ValueKind == JsonValueKind.Array && i < row.GetArrayLength()
                ? row[i].ValueKind switch
                {
                    JsonValueKind.String => row[i].GetString(),
                    JsonValueKind.Number => row[i].GetRawText(),
                    _ => null
                }
                : null;
            rows.Add((Pad(Cell(0)), Cell(1), ClassShares.WithDot(Cell(2)), Cell(3), row.GetRawText()));
        }

        return rows;
    }

    /// <summary>A central index key with ten digits; null when it is none.</summary>
    internal static string? Pad(string? cik) =>
        long.TryParse(cik, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 9_999_999_999
            ? number.ToString("D10", CultureInfo.InvariantCulture)
            : null;
}
