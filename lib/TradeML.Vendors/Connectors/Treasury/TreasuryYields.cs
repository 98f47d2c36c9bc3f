using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Treasury;

/// <summary>
/// The daily par yield curve, one CSV file a year. Which maturities stand in a file differs from year to year, so
/// columns go by their names; a blank cell is a maturity that was not quoted and makes no row.
/// </summary>
/// <param name="settings">Address.</param>
internal sealed class TreasuryYields(VendorSettings settings) : IPagedSource
{
    private const int FirstYear = 1990;
    private const string Path = "/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv";

    private static readonly FrozenDictionary<string, string> Maturities = new Dictionary<string, string>(
        StringComparer.OrdinalIgnoreCase)
    {
        ["1 Mo"] = "1M", ["1.5 Month"] = "1.5M", ["2 Mo"] = "2M", ["3 Mo"] = "3M", ["4 Mo"] = "4M", ["6 Mo"] = "6M",
        ["1 Yr"] = "1Y", ["2 Yr"] = "2Y",
        ["3 Yr"] = "3Y", ["5 Yr"] = "5Y", ["7 Yr"] = "7Y", ["10 Yr"] = "10Y", ["20 Yr"] = "20Y", ["30 Yr"] = "30Y",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Vendor => TreasuryVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "macros_treasury";

    /// <inheritdoc/>
    public string ApiVersion => "csv";

    /// <inheritdoc/>
    public ReplyRules Rules { get; } = ReplyRules.Text with { Judge = Judge };

    /// <inheritdoc/>
    public int Questions(PageWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var last = window.End.AddDays(-1) < window.Today ? window.End.AddDays(-1) : window.Today;
        return Math.Max(0, last.Year - First(window) + 1);
    }

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        var year = (First(window) + question).ToString(CultureInfo.InvariantCulture);
        return settings.At(
            $"{Path}/{year}/all?type=daily_treasury_yield_curve&field_tdr_date_value={year}&page&_format=csv");
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (body.IsEmpty) return null;
        var csv = new CsvPage(Vendor, body, "Date");
        sink.UnknownField(csv.Columns.Count(c => c != "Date" && !Maturities.ContainsKey(c)));
        foreach (var row in csv.Rows)
        {
            var date = row.Day("Date", "MM/dd/yyyy");
            foreach (var column in csv.Columns)
            {
                if (!Maturities.TryGetValue(column, out var maturity) || row.Text(column) is null) continue;
                sink.Set("date", date).Set("maturity", maturity).Set("par_yield", ItemNumber.Read(row, column, sink))
                    .Add(null, date, row.Raw);
            }
        }

        return null;
    }

    private static int First(PageWindow window) => Math.Max(FirstYear, window.Start.Year);

    private static ReplyVerdict? Judge(HttpStatusCode status, string? mediaType, ReadOnlySpan<byte> body) =>
        status == HttpStatusCode.OK && body.Trim(" \t\r\n"u8).IsEmpty ? ReplyVerdict.Empty : null;
}
