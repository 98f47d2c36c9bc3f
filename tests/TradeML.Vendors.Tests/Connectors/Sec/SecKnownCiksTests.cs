using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Routing;
using TradeML.Testing;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Connectors.Sec;
using TradeML.Vendors.Http;
using TradeML.Vendors.Tests.Connectors.Conformance;

namespace TradeML.Vendors.Tests.Connectors.Sec;

public sealed class SecKnownCiksTests
{
    private static readonly VendorSettings Options = TestVendor.At("sec",
        ["http://data.sec.test", "http://www.sec.test"], "Example admin@example.com");

    /// <summary>
    /// The table forgets a ticker; the lake does not. A table that has not changed is not written again, though an
    /// earlier one held more.
    /// </summary>
    [Test]
    public async Task Of_TickerThatLeftTheTable_StillKnown()
    {
        var time = new FastTime(StubFetch.Now);
        using var bench = new ConformanceLake(time);
        Assert.That(SecKnownCiks.Of(bench.Lake), Is.Empty);
        Assert.That(
            await TakeAsync(bench, time,
                """[[1,"GONE INC","GONE","NYSE"],[2,"STAYS","STAY","NYSE"],[3,"OLD","USED","NYSE"]]"""), Is.EqualTo(3));
        Assert.That(await TakeAsync(bench, time, """[[2,"STAYS","STAY","NYSE"],[4,"NEW","USED","NYSE"]]"""),
            Is.EqualTo(2));
        Assert.That(await TakeAsync(bench, time, """[[2,"STAYS","STAY","NYSE"],[4,"NEW","USED","NYSE"]]"""), Is.Zero,
            "nothing has changed");
        var ciks = SecKnownCiks.Of(bench.Lake);
        Assert.That((ciks["GONE"], ciks["STAY"], ciks["USED"]), Is.EqualTo(("0000000001", "0000000002", "0000000004")));
    }

    private static async Task<long> TakeAsync(ConformanceLake bench, FastTime time, string rows)
    {
        time.Advance(TimeSpan.FromDays(7));
        var vendor = new ReplayVendor(
            [new Recorded($$"""{"fields":["cik","name","ticker","exchange"],"data":{{rows}}}""")]);
        using var http = new VendorHttp(new VendorHttpOptions { Vendor = "sec" }, Options.Credentials(), new OpenGate(),
            time, vendor);
        var fetcher = SecVendor.Fetchers(Options, http,
            new VendorContext(ContractCatalog.LoadEmbedded(), ExchangeCalendar.Xnys, time))
            .Single(f => f.Dataset == "company_tickers");
        return (await bench.RunAsync(fetcher, StubFetch.Task("company_tickers", null))).Rows;
    }
}
