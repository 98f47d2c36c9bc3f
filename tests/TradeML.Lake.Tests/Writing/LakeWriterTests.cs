using NUnit.Framework;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Writing;

public sealed class LakeWriterTests
{
    [Test]
    public async Task Write_Batch_ReadsBackThroughTheView()
    {
        using var temporary = new TemporaryLake();
        var entry = await temporary.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 10),
            Bars.Batch("AAPL", Bars.Start, 10));

        using var session = temporary.Lake.OpenSession();
        session.RegisterAll();
        var rows = session.Query(
            "SELECT date, symbol, close, vwap, trades, ingested_at FROM raw.equities_bars ORDER BY date");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(entry.Path,
                Does.Match(
                    @"^raw/equities_bars/freq=1d/source=alpaca_sip/symbol=AAPL/"
                        + @"2024-01-02_2024-01-12\.[0-9a-f]{8}\.parquet$"));
            Assert.That(entry.First, Is.EqualTo(Bars.Start));
            Assert.That(entry.Last, Is.EqualTo(Bars.Start.AddDays(9)));
            Assert.That(rows.RowCount, Is.EqualTo(10));
            Assert.That(rows.Dates(0)[3], Is.EqualTo(Bars.Start.AddDays(3)));
            Assert.That(rows.Texts(1), Is.All.EqualTo("AAPL"));
            Assert.That(rows.Doubles(2)[9], Is.EqualTo(109.5));
            Assert.That(rows.Doubles(3)[0], Is.NaN);
            Assert.That(rows.NullableLongs(4)[..2], Is.EqualTo(new long?[] { null, 1 }));
            Assert.That(rows.Instants(5)[0], Is.EqualTo(new DateTime(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc)));
            Assert.That(session.Query("SELECT * FROM curated.equities_ohlcv_adj").RowCount, Is.Zero);
        }
    }

    [Test]
    public async Task WriteQuery_SupersedingPart_ReplacesTheOldOne()
    {
        using var temporary = new TemporaryLake();
        var lake = temporary.Lake;
        using (var session = lake.OpenSession())
        {
            await lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 10), Bars.Batch("AAPL", Bars.Start, 10));
            session.Register(Bars.Table);
            var part = Bars.Spec("AAPL", Bars.Start, 10) with
            {
                Supersedes = true,
                Stem = "part",
                Partition = [("year", "2024")]
            };
            var first = await lake.Writer.WriteQueryAsync(part, session,
                "SELECT * FROM raw.equities_bars ORDER BY date LIMIT 3");
            var second = await lake.Writer.WriteQueryAsync(part, session,
                "SELECT * FROM raw.equities_bars ORDER BY date LIMIT 5");
            Assert.That(second.Rows, Is.EqualTo(5));
            Assert.That(lake.Manifest.Find(first.Path), Is.Null);
        }

        lake = temporary.Reopen();
        var result = await lake.Manifest.VerifyAsync();
        Assert.That(result.IsClean, Is.True, string.Join(", ", result.Unknown));
    }
}
