using NUnit.Framework;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Alpaca;
using TradeML.Vendors.Connectors.Paged;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

public sealed class AlpacaCorporateActionsTests : ConnectorConformance
{
    private const string Dividend =
        """{"id":"d1","symbol":"AAPL","cusip":"0","rate":0.24,"special":false,"foreign":false,"ex_date":"2024-02-09","process_date":"2024-02-15","payable_date":"2024-02-15"}""";
    private const string Split =
        """{"id":"s1","symbol":"AAPL","cusip":"0","new_rate":4,"old_rate":1,"ex_date":"2024-03-11","process_date":"2024-03-11"}""";

    protected override FetchRequest Task { get; } = new("corp_actions", "AAPL", new DateOnly(2024, 1, 1),
        new DateOnly(2024, 4, 1), TaskKind.Bootstrap, 1);

    protected override IReadOnlyList<string> Pages { get; } = [Page("cash_dividends", Dividend, "p2"),
        Page("forward_splits", Split, null)];

    protected override int Rows => 2;

    protected override IReadOnlyList<string> Empties { get; } = ["""{"corporate_actions":{},"next_page_token":null}""",
        """{"corporate_actions":null,"next_page_token":null}"""];

    protected override IReadOnlyList<string> PagesWithUnknownFields { get; } =
        [Page("cash_dividends", Dividend.Replace("{", "{\"zz\":{\"deep\":[1]},", StringComparison.Ordinal), "p2"),
            Page("forward_splits", Split, null)];

    protected override IReadOnlyList<string> PagesWithABadRow { get; } =
        [Page("cash_dividends",
            Dividend + ","
                + Dividend.Replace("0.24", "-1", StringComparison.Ordinal)
                    .Replace("d1", "d2", StringComparison.Ordinal), "p2"), Page("forward_splits", Split, null)];

    protected override IDatasetFetcher Create(VendorHttp http) =>
        new PagedFetcher(new AlpacaCorporateActions(Options), http, Context);

    [Test]
    public async Task Fetch_ProcessDateFilter_AskedWiderAndFilteredByExDate()
    {
        var outside = Dividend.Replace("2024-02-09", "2023-12-29", StringComparison.Ordinal);
        var (result, vendor) = await FetchAsync(StubVendor.Json(Page("cash_dividends", outside, null)));
        Assert.That(result.Rows.RowCount, Is.Zero);
        Assert.That(vendor.Asked[0].RequestUri!.Query, Does.Contain("start=2023-11-17").And.Contain("end=2024-10-18"));
    }

    [TestCase("forward_splits", """{"id":"1","symbol":"AAPL","new_rate":3,"old_rate":2,"ex_date":"2024-02-01"}""",
        "SPLIT", 1.5, double.NaN, null)]
    [TestCase("reverse_splits", """{"id":"1","symbol":"AAPL","new_rate":1,"old_rate":10,"ex_date":"2024-02-01"}""",
        "SPLIT", 0.1, double.NaN, null)]
    [TestCase("cash_dividends", """{"id":"1","symbol":"AAPL","rate":0.5,"ex_date":"2024-02-01"}""", "DIVIDEND",
        double.NaN, 0.5, null)]
    [TestCase("stock_dividends", """{"id":"1","symbol":"AAPL","rate":0.05,"ex_date":"2024-02-01"}""", "STOCK_DIVIDEND",
        1.05, double.NaN, null)]
    [TestCase("spin_offs",
        """{"id":"1","source_symbol":"AAPL","source_rate":4,"new_symbol":"NEW","new_rate":1,"ex_date":"2024-02-01"}""",
        "SPIN_OFF", 0.25, double.NaN, "NEW")]
    [TestCase("name_changes", """{"id":"1","old_symbol":"AAPL","new_symbol":"APL","process_date":"2024-02-01"}""",
        "NAME_CHANGE", double.NaN, double.NaN, "APL")]
    [TestCase("cash_mergers",
        """{"id":"1","acquiree_symbol":"AAPL","acquirer_symbol":"BIG","rate":20,"effective_date":"2024-02-01"}""",
        "MERGER", double.NaN, 20, "BIG")]
    [TestCase("stock_mergers",
        """{"id":"1","acquiree_symbol":"AAPL","acquiree_rate":1,"acquirer_symbol":"BIG","acquirer_rate":0.5,"effective_date":"2024-02-01"}""", "MERGER", 0.5, double.NaN, "BIG")]
    [TestCase("stock_and_cash_mergers",
        """{"id":"1","acquiree_symbol":"AAPL","acquiree_rate":1,"acquirer_symbol":"BIG","acquirer_rate":0.5,"cash_rate":3,"effective_date":"2024-02-01"}""", "MERGER", 0.5, 3, "BIG")]
    [TestCase("unit_splits",
        """{"id":"1","old_symbol":"AAPL","old_rate":1,"new_symbol":"NEW","new_rate":1,"effective_date":"2024-02-01"}""",
        "OTHER", 1, double.NaN, "NEW")]
    [TestCase("redemptions", """{"id":"1","symbol":"AAPL","rate":10,"process_date":"2024-02-01"}""", "OTHER",
        double.NaN, 10, null)]
    [TestCase("worthless_removals", """{"id":"1","symbol":"AAPL","process_date":"2024-02-01"}""", "OTHER", double.NaN,
        double.NaN, null)]
    [TestCase("rights_distributions",
        """{"id":"1","source_symbol":"AAPL","new_symbol":"RGT","rate":1,"ex_date":"2024-02-01"}""", "OTHER", 1,
        double.NaN, "RGT")]
    [TestCase("reorganizations", """{"id":"1","symbol":"AAPL","process_date":"2024-02-01"}""", "OTHER", double.NaN,
        double.NaN, null)]
    public async Task Fetch_EveryType_Mapped(
        string type, string item, string expected, double ratio, double amount, string? related)
    {
        var (result, _) = await FetchAsync(StubVendor.Json(Page(type, item, null)));
        Assert.That(result.Quarantined, Is.Empty);
        Assert.That(result.Rows.Get<string?[]>("event_type"), Is.EqualTo(new[] { expected }));
        Assert.That(result.Rows.Get<DateOnly[]>("ex_date")[0], Is.EqualTo(new DateOnly(2024, 2, 1)));
        Assert.That(result.Rows.Get<double[]>("ratio")[0], Is.EqualTo(ratio).Within(1e-12));
        Assert.That(result.Rows.Get<double[]>("amount")[0], Is.EqualTo(amount).Within(1e-12));
        Assert.That(result.Rows.Get<string?[]>("related_symbol")[0], Is.EqualTo(related));
    }

    [Test]
    public async Task Fetch_AmountInAnotherCurrency_SetAside()
    {
        var (result,
            _) = await FetchAsync(
                StubVendor.Json(
                    Page("cash_dividends", Dividend.Replace("{", "{\"currency\":\"EUR\",", StringComparison.Ordinal),
                        null)));
        Assert.That(result.Rows.RowCount, Is.Zero);
        Assert.That(result.Quarantined.Single().Reason, Does.Contain("EUR"));
    }

    private static string Page(string type, string items, string? next) =>
        $$"""{"corporate_actions":{"{{type}}":[{{items}}]},"next_page_token":{{(next is null ? "null" : $"\"{next}\"")}}}""";
}
