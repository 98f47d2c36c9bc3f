using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Testing;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Servers;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>
/// Every connector against its vendor's simulated server: what it reads, and that faults which pass leave no trace.
/// </summary>
[TestFixtureSource(typeof(SimulatedCases), nameof(SimulatedCases.All))]
public sealed class SimulatedVendorTests(SimulatedCase connector)
{
    private static readonly ContractCatalog Contracts = ContractCatalog.LoadEmbedded();

    private static readonly IReadOnlyDictionary<string, VendorPlan> Plans =
        new Dictionary<string, VendorPlan>
        {
            ["finnhub"] = new() { Entitlements = new HashSet<string> { "candles" } },
            ["fmp"] = new() { Entitlements = new HashSet<string> { "premium" } },
        };

    private static readonly FaultKind[] Passing =
    [
        FaultKind.TooManyRequestsSeconds, FaultKind.TooManyRequestsDate, FaultKind.TooManyRequestsBare,
        FaultKind.InternalError, FaultKind.BadGateway,
        FaultKind.Unavailable, FaultKind.GatewayTimeout, FaultKind.Reset, FaultKind.ShortBody, FaultKind.TruncatedJson,
        FaultKind.MalformedJson,
        FaultKind.WrongContentType, FaultKind.ErrorAsOk, FaultKind.DuplicatedPage, FaultKind.ReorderedRows,
        FaultKind.EmptyPage,
        FaultKind.UnknownFields,
    ];

    [Test]
    public async Task Fetch_SoundServer_RowsInOrderNothingSetAside()
    {
        var result = await FetchAsync(FaultPlan.None);
        Assert.That(result.Rows.RowCount, Is.GreaterThan(0));
        Assert.That((result.Quarantined.Count, result.UnknownFields, result.DuplicateRows), Is.EqualTo((0, 0L, 0L)),
            string.Join('\n', result.Quarantined));
        Assert.That((result.Start, result.End), Is.EqualTo((connector.Task.Start, connector.Task.End)));
    }

    [Test]
    public async Task Fetch_FaultsThatPass_SameRows()
    {
        var clean = Text(await FetchAsync(FaultPlan.None));
        foreach (var kind in Passing)
        {
            var result = await FetchAsync(FaultPlan.Scripted(new FaultStep(kind) { Times = 2 }));
            Assert.That(result.Quarantined, Is.Empty, kind.ToString());
            Assert.That(Text(result), Is.EqualTo(clean), kind.ToString());
        }
    }

    [Test]
    public async Task Fetch_PagesThatLeadBack_EndInAnErrorUnlessThereAreNone()
    {
        var endless = FaultPlan.Scripted(new FaultStep(FaultKind.EndlessPageToken) { Times = 0 });
        try
        {
            Assert.That(Text(await FetchAsync(endless)), Is.EqualTo(Text(await FetchAsync(FaultPlan.None))),
                "this vendor has no pages");
        }
        catch (TradeMLException e)
        {
            Assert.That(VendorFaultException.Of(e)?.Fault, Is.EqualTo(VendorFault.BadReply));
            Assert.That(e.Message, Does.Contain("pages"));
        }
    }

    private static string Text(FetchResult result)
    {
        var columns = result.Rows.Contract.Columns.Where(c => c.Name is not ("ingested_at" or "source_uri"))
            .Select(c => result.Rows[c.Name]).OfType<Array>().ToList();
        return string.Join('\n',
            Enumerable.Range(0, result.Rows.RowCount)
                .Select(row => string.Join('|', columns.Select(c => c.GetValue(row)))));
    }

    private async Task<FetchResult> FetchAsync(FaultPlan faults)
    {
        var time = new FastTime(connector.Now);
        await using var server = await VendorServer.StartAsync(connector.Market,
            new VendorServerOptions { Faults = faults, Clock = time, Plans = Plans });
        var keys = new VendorKeys(server.Environment);
        using var http = new VendorHttp(
            new VendorHttpOptions { Vendor = connector.Name.Split(' ')[0], MaxRetryAfter = TimeSpan.FromHours(1) },
            connector.Credentials(keys), new OpenGate(), time);
        return (await connector.Create(keys, http, new VendorContext(Contracts, ExchangeCalendar.Xnys, time))
            .FetchAsync([connector.Task], CancellationToken.None))[0];
    }
}
