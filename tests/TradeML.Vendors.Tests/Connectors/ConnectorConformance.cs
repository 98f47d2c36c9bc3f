using System.Net;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors;

/// <summary>What every connector must pass: one derived fixture each.</summary>
public abstract class ConnectorConformance
{
    /// <summary>A task of the dataset.</summary>
    protected abstract FetchRequest Task { get; }

    /// <summary>A complete sound answer, page by page.</summary>
    protected abstract IReadOnlyList<string> Pages { get; }

    /// <summary>Rows of <see cref="Pages"/>.</summary>
    protected abstract int Rows { get; }

    /// <summary>Complete answers without a row, in each shape the vendor uses.</summary>
    protected abstract IReadOnlyList<string> Empties { get; }

    /// <summary>The sound answer with fields nobody knows.</summary>
    protected abstract IReadOnlyList<string> PagesWithUnknownFields { get; }

    /// <summary>The sound answer with one row that is not sound.</summary>
    protected abstract IReadOnlyList<string> PagesWithABadRow { get; }

    protected static ContractCatalog Contracts { get; } = ContractCatalog.LoadEmbedded();

    protected static VendorSettings Options { get; } = TestVendor.At("alpaca",
        ["http://data.test", "http://trading.test"], "key-id", "top-secret");

    protected static FastTime Time { get; } = new(new DateTimeOffset(2024, 6, 3, 12, 0, 0, TimeSpan.Zero));

    protected static VendorContext Context { get; } = new(Contracts, TradeML.Core.Time.ExchangeCalendar.Xnys, Time);

    protected abstract IDatasetFetcher Create(VendorHttp http);

    protected async Task<(FetchResult Result, StubVendor Vendor)> FetchAsync(
        params IReadOnlyList<Func<HttpResponseMessage>> answers)
    {
        var vendor = new StubVendor(answers);
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, Options.Credentials(),
            new OpenGate(), Time, vendor);
        return (await Create(http).FetchAsync(Task, CancellationToken.None), vendor);
    }

    protected static Func<HttpResponseMessage>[] Answers(IEnumerable<string> pages) =>
        [.. pages.Select(p => StubVendor.Json(p))];

    [Test]
    public async Task Fetch_SeveralPages_AllRowsOnceAndNoFurtherRequest()
    {
        var (result, vendor) = await FetchAsync(Answers(Pages));
        Assert.That(result.Rows.RowCount, Is.EqualTo(Rows));
        Assert.That(vendor.Asked, Has.Count.EqualTo(Pages.Count));
        Assert.That((result.Start, result.End), Is.EqualTo((Task.Start, Task.End)));
        Assert.That(result.Quarantined, Is.Empty);
    }

    [TestCase(7)]
    [TestCase(null)]
    public async Task Fetch_RateLimited_WaitsAndGoesOn(int? retryAfter)
    {
        var before = Time.Waited;
        var (result, vendor) = await FetchAsync([StubVendor.Busy(retryAfter), .. Answers(Pages)]);
        Assert.That(result.Rows.RowCount, Is.EqualTo(Rows));
        Assert.That(vendor.Asked, Has.Count.EqualTo(Pages.Count + 1));
        Assert.That((Time.Waited - before).TotalSeconds,
            retryAfter is null ? Is.InRange(0.4, 0.6) : Is.EqualTo(7).Within(0.01));
    }

    [TestCase(HttpStatusCode.Unauthorized)]
    [TestCase(HttpStatusCode.Forbidden)]
    public void Fetch_KeysRefusedWithAPage_OneRequestAndASentence(HttpStatusCode status)
    {
        var vendor = new StubVendor(StubVendor.Json("<html>401 Authorization Required</html>", status, "text/html"));
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "alpaca" }, Options.Credentials(),
            new OpenGate(), Time, vendor);
        var error = Assert.ThrowsAsync<TradeMLException>(() => Create(http).FetchAsync(Task, CancellationToken.None));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.AuthRefused));
        Assert.That(error!.ToUserText(), Does.Contain("keys").And.Not.Contain("top-secret").And.Not.Contain("key-id"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fetch_NothingThere_CompleteWithoutRows()
    {
        foreach (var empty in Empties)
        {
            var (result, _) = await FetchAsync(StubVendor.Json(empty));
            Assert.That(result.Rows.RowCount, Is.Zero);
            Assert.That(result.End, Is.EqualTo(Task.End));
        }
    }

    [Test]
    public void Fetch_ErrorInsideA200_RetriedThenRefused()
    {
        var error = Assert
            .ThrowsAsync<TradeMLException>(() => FetchAsync(StubVendor.Json("""{"message":"internal trouble"}""")));
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.BadReply));
        Assert.That(error!.Message, Does.Contain("internal trouble"));
    }

    [Test]
    public async Task Fetch_UnknownFields_Ignored()
    {
        var (result, _) = await FetchAsync(Answers(PagesWithUnknownFields));
        Assert.That(result.Rows.RowCount, Is.EqualTo(Rows));
        Assert.That(result.Quarantined, Is.Empty);
    }

    [Test]
    public async Task Fetch_ABadRow_SetAsideWithReasonAndContent()
    {
        var (result, _) = await FetchAsync(Answers(PagesWithABadRow));
        Assert.That(result.Rows.RowCount, Is.EqualTo(Rows));
        Assert.That(result.Quarantined, Has.Count.EqualTo(1));
        Assert.That(result.Quarantined[0].Reason, Is.Not.Empty);
        Assert.That(result.Quarantined[0].Content, Does.StartWith("{"));
    }

    [Test]
    public async Task Fetch_Keys_TravelInHeadersOnly()
    {
        var (result, vendor) = await FetchAsync(Answers(Pages));
        Assert.That(vendor.Asked[0].Headers.GetValues("APCA-API-SECRET-KEY"), Is.EqualTo(new[] { "top-secret" }));
        Assert.That(vendor.Asked[0].RequestUri!.ToString() + result.SourceUri,
            Does.Not.Contain("top-secret").And.Not.Contain("key-id"));
    }
}
