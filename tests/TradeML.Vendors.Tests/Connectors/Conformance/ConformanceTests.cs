using System.Net;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>What every connector must pass, on answers as the vendors send them.</summary>
[TestFixtureSource(typeof(ConnectorCases), nameof(ConnectorCases.All))]
public sealed class ConformanceTests(ConnectorCase connector)
{
    private static readonly ContractCatalog Contracts = ContractCatalog.LoadEmbedded();

    private readonly FastTime time = new(connector.Now);

    [Test]
    public async Task Fetch_AllPages_EveryRowOnceAndNoFurtherRequest()
    {
        var (result, vendor) = await FetchAsync(connector.Pages);
        AssertSound(result);
        Assert.That(vendor.Asked, Has.Count.EqualTo(connector.Pages.Count));
        Assert.That(vendor.Asked.Select(r => r.RequestUri!.AbsoluteUri).Distinct().Count(),
            Is.EqualTo(connector.Pages.Count), "no page is asked for twice");
        Assert.That((result.Start, result.End, result.NotBefore, result.Refusal),
            Is.EqualTo((connector.Task.Start, connector.Task.End, (DateTimeOffset?)null, (string?)null)));
        Assert.That((result.UnknownFields, result.DuplicateRows), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Fetch_AskedTooOften_WaitsAndGoesOn()
    {
        foreach (var busy in connector.Busy)
        {
            var before = time.Waited;
            var (result, vendor) = await FetchAsync([busy, .. connector.Pages]);
            AssertSound(result);
            Assert.That(vendor.Asked, Has.Count.EqualTo(connector.Pages.Count + 1));
            Assert.That(time.Waited, Is.GreaterThan(before));
        }
    }

    [Test]
    public async Task Fetch_RetryAfter_WaitedOutExactly()
    {
        var busy = connector.Busy[0] with
        {
            Status = HttpStatusCode.TooManyRequests,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "7" }
        };
        var before = time.Waited;
        var (result, _) = await FetchAsync([busy, .. connector.Pages]);
        AssertSound(result);
        Assert.That((time.Waited - before).TotalSeconds, Is.EqualTo(7).Within(0.01));
    }

    [Test]
    public void Fetch_KeysRefused_OneRequestAndASentence()
    {
        foreach (var refusal in connector.KeysRefused)
        {
            var (error, vendor) = Fail([refusal]);
            Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.AuthRefused), error.Message);
            Assert.That(error.ToUserText(), Does.Not.Contain("<html>"));
            Assert.That(vendor.Asked, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public void Fetch_NotInThePlan_OneRequestAndASentence()
    {
        if (connector.NotInPlan is null) Assert.Pass("this vendor has one plan");
        var (error, vendor) = Fail([connector.NotInPlan!]);
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.NotEntitled), error.Message);
        Assert.That(error.Remedy, Does.Contain("plan"));
        Assert.That(vendor.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fetch_NothingThere_CompleteWithoutRows()
    {
        foreach (var empty in connector.Empties)
        {
            var (result, _) = await FetchAsync(empty);
            Assert.That(result.Rows.RowCount, Is.Zero);
            Assert.That(result.Quarantined, Is.Empty);
            Assert.That((result.End, result.Refusal), Is.EqualTo((connector.Task.End, (string?)null)));
        }
    }

    [Test]
    public void Fetch_ErrorInsideA200_ItsWords()
    {
        var (error, _) = Fail([connector.ErrorAsOk]);
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(connector.ErrorFault), error.Message);
        Assert.That(error.Message, Does.Contain(connector.ErrorWords));
    }

    [Test]
    public async Task Fetch_APageOfAProxyInBetween_DroppedAndAskedAgain()
    {
        var (result, vendor) = await FetchAsync([Recorded.Html(), .. connector.Pages]);
        AssertSound(result);
        Assert.That(vendor.Asked, Has.Count.EqualTo(connector.Pages.Count + 1));
    }

    [Test]
    public async Task Fetch_BodyCutShort_NothingOfItTaken()
    {
        var last = connector.Pages[^1];
        var cut = last with { Body = last.Body[..^(last.Body.Length / 3)] };
        var (result, vendor) = await FetchAsync([.. connector.Pages.SkipLast(1), cut, last]);
        AssertSound(result);
        Assert.That(vendor.Asked, Has.Count.EqualTo(connector.Pages.Count + 1));
        var (error, _) = Fail([.. connector.Pages.SkipLast(1), cut, cut, cut, cut, cut]);
        Assert.That(VendorFaultException.Of(error)?.Fault, Is.EqualTo(VendorFault.BadReply), error.Message);
    }

    [Test]
    public async Task Fetch_UnknownFields_IgnoredAndCounted()
    {
        if (connector.UnknownFields is null) Assert.Pass("this format has no place for them");
        var (result, _) = await FetchAsync(connector.UnknownFields!);
        AssertSound(result);
        Assert.That(result.UnknownFields, Is.GreaterThan(0));
    }

    [Test]
    public async Task Fetch_ABadRow_SetAsideWithReasonAndContent()
    {
        if (connector.BadRow.Count == 0) Assert.Pass("an answer is one row");
        var (result, _) = await FetchAsync(connector.BadRow);
        Assert.That(result.Quarantined, Has.Count.EqualTo(1));
        Assert.That(result.Quarantined[0].Reason, Does.Contain(connector.BadReason));
        Assert.That(result.Quarantined[0].Content, Is.Not.Empty);
        Assert.That(result.Quarantined[0].Place, Does.Contain("row"));
        AssertRows(result.Rows);
    }

    [Test]
    public async Task Fetch_Keys_OnTheWireOnly()
    {
        var echo =
            connector.KeysRefused[0] with
            {
                Body = $$"""{"error":"the key {{ConnectorCase.Canary}} is unknown"}""",
                Type = "application/json"
            };
        var (result, vendor) = await FetchAsync(connector.Pages);
        var sent = vendor.Asked[0].RequestUri + string.Join('\n', vendor.Asked[0].Headers.SelectMany(h => h.Value));
        if (connector.Credentials != VendorCredentials.None
            && connector.Credentials.Redactor.Redact(ConnectorCase.Canary) != ConnectorCase.Canary)
            Assert.That(sent, Does.Contain(ConnectorCase.Canary));
        Assert.That(result.SourceUri + string.Join('\n', result.Rows.Get<string?[]>("source_uri")),
            Does.Not.Contain(ConnectorCase.Canary).And.Contain("http"));
        Assert.That(result.Rows.Get<string?[]>("source_name"), Is.All.EqualTo(result.SourceName));
        if (sent.Contains(ConnectorCase.Canary, StringComparison.Ordinal))
            Assert.That(Fail([echo]).Error.ToString(), Does.Not.Contain(ConnectorCase.Canary));
    }

    [Test]
    public async Task Work_TheSameTaskTwice_NoSecondFileNoRowTwice()
    {
        using var bench = new ConformanceLake(time);
        using var http = NewHttp(new ReplayVendor(connector.BadRow.Count > 0 ? connector.BadRow : connector.Pages));
        var fetcher = connector.Create(http, new VendorContext(Contracts, ExchangeCalendar.Xnys, time));
        var first = await bench.RunAsync(fetcher, connector.Task);
        Assert.That((first.Done, first.Failed, first.Deferred), Is.EqualTo((1L, 0L, 0L)), first.Stopped);
        AssertRows(
            bench.Lake.Reader.ReadBatch(fetcher.Table, orderBy: string.Join(", ", Contracts[fetcher.Table].Key)));
        var files = bench.Files();
        time.Advance(TimeSpan.FromMinutes(10));
        var second = await bench.RunAsync(fetcher, connector.Task);
        Assert.That((second.Done, second.Rows), Is.EqualTo((1L, 0L)), "nothing is new the second time");
        Assert.That(bench.Files(), Is.EqualTo(files));
        Assert.That(files, Has.Exactly(connector.BadRow.Count > 0 ? 1 : 0).Contain("quarantine"));
        AssertRows(
            bench.Lake.Reader.ReadBatch(fetcher.Table, orderBy: string.Join(", ", Contracts[fetcher.Table].Key)));
        Assert.That(
            bench.Bytes()
                .Where(f => f.Bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(ConnectorCase.Canary)) >= 0)
                .Select(f => f.File), Is.Empty);
    }

    private void AssertSound(FetchResult result)
    {
        Assert.That(result.Quarantined, Is.Empty);
        AssertRows(result.Rows);
    }

    private void AssertRows(ColumnBatch rows)
    {
        foreach (var (column, expected) in connector.Values)
            Assert.That(rows[column]?.Cast<object?>().Select(v => v is double.NaN ? null : v), Is.EqualTo(expected),
                column);
    }

    private async Task<(FetchResult Result, ReplayVendor Vendor)> FetchAsync(IReadOnlyList<Recorded> answers)
    {
        var vendor = new ReplayVendor(answers);
        using var http = NewHttp(vendor);
        var results = await connector.Create(http, new VendorContext(Contracts, ExchangeCalendar.Xnys, time))
            .FetchAsync([connector.Task], CancellationToken.None);
        return (results[0], vendor);
    }

    private (TradeMLException Error, ReplayVendor Vendor) Fail(IReadOnlyList<Recorded> answers)
    {
        var vendor = new ReplayVendor(answers);
        using var http = NewHttp(vendor);
        var error = Assert.ThrowsAsync<TradeMLException>(
            () => connector.Create(http, new VendorContext(Contracts, ExchangeCalendar.Xnys, time))
                .FetchAsync([connector.Task], CancellationToken.None));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Vendor));
        return (error, vendor);
    }

    private VendorHttp NewHttp(ReplayVendor vendor) =>
        new(new VendorHttpOptions { Vendor = connector.Name.Split(' ')[0] }, connector.Credentials, new OpenGate(),
            time, vendor);
}
