using TradeML.Core.Errors;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Paged;

/// <summary>A made-up vendor of earnings: two questions a window, pages of <c>{"rows":[…],"next":…}</c>.</summary>
public sealed class EarningsSource : IPagedSource
{
    private static readonly HashSet<string> Known = ["symbol", "date", "eps", "hour"];

    public string Vendor => "made_up";

    public string Dataset => "earnings";

    public string ApiVersion => "v9";

    public int QuestionCount { get; init; } = 1;

    public ReplyRules Rules { get; init; } = ReplyRules.Json;

    public int BatchSize(FetchRequest request) => 10;

    public int Questions(PageWindow window) => QuestionCount;

    public Uri Request(PageWindow window, int question, string? cursor) =>
        new(
            $"http://made.up/earnings/{question}?symbols={string.Join(',', window.Symbols)}"
                + $"{(cursor is null ? "" : $"&cursor={cursor}")}");

    public string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink)
    {
        if (body.IsEmpty) return null;
        using var json = new JsonPage(Vendor, body);
        foreach (var item in json.Items("rows", mayBeAbsent: false))
        {
            sink.UnknownField(item.Unknown(Known));
            var day = item.Day("date");
            sink.Set("symbol", item.Text("symbol")).Set("report_date", day).Set("eps_actual", item.Number("eps"))
                .Set("hour", item.Text("hour"))
                .Add(item.Text("symbol"), day, item.Raw);
        }

        return json.Root.Text("next");
    }

    public string? BlamedSymbol(TradeMLException refusal) =>
        refusal.Message.Contains("BAD", StringComparison.Ordinal) ? "BAD" : null;
}
