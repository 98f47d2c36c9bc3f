using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Curation;
using TradeML.Data.Ingest;
using TradeML.Data.Ingest.Executors;
using TradeML.Data.Ingest.Routing;
using TradeML.Lake;
using TradeML.Node.Stage;
using TradeML.Ops.Settings;
using TradeML.Testing;
using TradeML.VendorSim.Market.Files;
using TradeML.VendorSim.Servers;

namespace EndToEnd.Tests;

/// <summary>
/// Real prices over the wire: what comes out of the lake agrees with the vendor's own adjusted series.
/// </summary>
[Category("SharedData")]
public sealed class RealPriceTests
{
    // AAPL 7-for-1 and 4-for-1, GE a reverse-like spin-off history, XOM and KO plain payers, BRK.B no dividend and a
    // 50-for-1 split.
    private static readonly string[] Symbols = ["AAPL", "BRK.B", "GE", "IBM", "KO", "MSFT", "NVDA", "WMT", "XOM"];

    [Test]
    public async Task TotalReturn_ThroughTheWire_AgreesWithTheVendorsAdjustedClose()
    {
        var prices = TestPaths.SharedFile("equities_eod.parquet");
        var market = await PriceFileMarket.LoadAsync(prices, TestPaths.SharedFile("corp_actions.parquet"));
        await using var server = await VendorServer.StartAsync(market, new VendorServerOptions());
        var folder = Directory.CreateTempSubdirectory("trademl-real-");
        try
        {
            using var lake = DataLake.Open(folder.FullName, ContractCatalog.LoadEmbedded(), new DataLakeOptions(),
                TimeProvider.System);
            var configuration = TradeMLConfiguration.Load(Path.Combine(TestPaths.RepositoryRoot, "configs"), "demo",
                new Dictionary<string, string>());
            using var setup = VendorCatalog.Create(
                lake, new VendorKeys(server.Environment), configuration.Endpoints, configuration.Edge,
                configuration.Backfill.Budget, TimeProvider.System);
            // Up to the file's last day: the vendor's column is adjusted for everything up to there.
            NodeInit.Run(lake, new StageRequest { Symbols = Symbols, Start = new(2005, 1, 3), End = new(2021, 4, 22) },
                ExchangeCalendar.Xnys, TimeProvider.System);
            var fetched = await Backfill.RunAsync(
                lake, setup, new WorkerOptions { Edge = configuration.Edge, Backfill = configuration.Backfill },
                TimeProvider.System);
            await new Curator(lake, configuration.Curator).CurateIncrementalAsync();
            using var session = lake.OpenSession();
            session.Register("curated/equities_ohlcv_adj");
            var compared = session.Query(
                """
                SELECT c.symbol, count(*), max(abs(c.tr_close / v.adjusted_close - 1))
                FROM curated.equities_ohlcv_adj c JOIN read_parquet($1) v USING (symbol, date) GROUP BY c.symbol
                    ORDER BY c.symbol
                """,
                TestPaths.SharedFile("vendor_adjusted_close.parquet"));
            var splits = session.Query(
                """
                SELECT symbol || ' ' || date::VARCHAR, step FROM (
                  SELECT symbol, date, lead(cum_price_factor) OVER w / cum_price_factor AS step,
                      lead(date) OVER w AS next
                  FROM curated.equities_ohlcv_adj WINDOW w AS (PARTITION BY symbol ORDER BY date))
                WHERE (symbol, next) IN (('AAPL', DATE '2014-06-09'), ('AAPL', DATE '2020-08-31')) ORDER BY ALL
                """);
            Assert.Multiple(() =>
            {
                Assert.That(splits.Doubles(1), Is.EqualTo(new[] { 7.0, 4.0 }).Within(1e-5),
                    "Apple's 7-for-1 and 4-for-1; the file rounds 1/7 to six digits");
                Assert.That(fetched.Failed, Is.Zero);
                Assert.That(compared.Texts(0), Is.EqualTo(Symbols));
                for (var i = 0; i < compared.RowCount; i++)
                {
                    Assert.That(compared.Longs(1)[i], Is.EqualTo(4103), $"{Symbols[i]}: sessions");
                    Assert.That(compared.Doubles(2)[i], Is.LessThan(1e-5), Symbols[i]);
                }
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
