using System.Globalization;
using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Fmp;

/// <summary>
/// Financial statements, annual and quarterly, each known from the moment the SEC accepted it: the vendor gives New
/// York's wall clock without an offset. A restatement overwrites the vendor's row and comes with another acceptance;
/// here it is another row beside the first.
/// </summary>
internal sealed class FmpStatements : IPagedSource
{
    private static readonly string[] Periods = ["annual", "quarter"];

    private readonly VendorSettings settings;
    private readonly FmpStatement statement;
    private readonly ExchangeCalendar calendar;

    private FmpStatements(VendorSettings settings, FmpStatement statement, ExchangeCalendar calendar) =>
        (this.settings, this.statement, this.calendar) = (settings, statement, calendar);

    /// <inheritdoc/>
    public string Vendor => FmpVendor.Name;

    /// <inheritdoc/>
    public string Dataset => statement.Dataset;

    /// <inheritdoc/>
    public string ApiVersion => "stable";

    /// <inheritdoc/>
    public ReplyRules Rules => FmpReplies.OfRows;

    /// <summary>Income statements.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="calendar">The exchange whose clock the vendor writes.</param>
    public static FmpStatements Income(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, FmpStatement.Income, calendar);

    /// <summary>Balance sheets.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="calendar">The exchange whose clock the vendor writes.</param>
    public static FmpStatements Balance(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, FmpStatement.Balance, calendar);

    /// <summary>Cash-flow statements.</summary>
    /// <param name="settings">Address and limits.</param>
    /// <param name="calendar">The exchange whose clock the vendor writes.</param>
    public static FmpStatements CashFlow(VendorSettings settings, ExchangeCalendar calendar) =>
        new(settings, FmpStatement.CashFlow, calendar);

    /// <inheritdoc/>
    public int Questions(PageWindow window) => Periods.Length;

    /// <inheritdoc/>
    public Uri Request(PageWindow window, int question, string? cursor)
    {
        ArgumentNullException.ThrowIfNull(window);
        return settings.At(string.Create(
            CultureInfo.InvariantCulture,
            $"/stable/{statement.Endpoint}?symbol={ClassShares.WithDash(window.Symbol)}&period={Periods[question]}"
                + $"&limit={cursor ?? FmpPlan.Rows}"));
    }

    /// <inheritdoc/>
    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (body.IsEmpty) return FmpPlan.Smaller(page);
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("statements")) Add(item, page.Window.Symbol, sink);
        return null;
    }

    private void Add(JsonItem item, string symbol, RowSink sink)
    {
        sink.UnknownField(item.Unknown(statement.Known));
        if (ClassShares.WithDot(item.Text("symbol")) != symbol) sink.Spoil("the statement is another symbol's");
        var end = item.Day("date");
        var filed = FiledAt(item);
        if (filed is { } at && end is { } last && calendar.TradingDayOf(at) <= last)
            sink.Spoil("it is said to have been filed before its period was over");
        sink.Set("symbol", symbol).Set("period_end", end).Set("period", item.Text("period"))
            .Set("fiscal_year", item.Whole("fiscalYear") ?? item.Whole("calendarYear"))
            .Set("filed_at", filed).Set("currency", item.Text("reportedCurrency"));
        foreach (var (column, field, mayBeZero) in statement.Columns)
        {
            var value = ItemNumber.Read(item, field, sink);
            sink.Set(column, value == 0 && !mayBeZero ? double.NaN : value);
        }

        sink.Add(symbol, end, item.Raw);
    }

    // Without an acceptance the filing day is over before anything is known.
    private DateTime? FiledAt(JsonItem item)
    {
        if (DateTime.TryParseExact(item.Text("acceptedDate"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var local) && local.Year >= 1970)
            return calendar.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return (item.Day("filingDate") ?? item.Day("fillingDate")) is { Year: >= 1970 } day
            ? calendar.MidnightUtc(day.AddDays(1))
            : null;
    }
}
