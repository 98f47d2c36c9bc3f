using NUnit.Framework;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Parquet;

[TestFixture]
public sealed class PushdownTests
{
    // Statistics in the file let DuckDB skip row groups: were they wrong, rows would vanish. (Parquet.Net 6.1.0 writes
    // those of timestamps in milliseconds.)
    [TestCase("ingested_at = TIMESTAMPTZ '2024-03-04 21:00:00.000007+00'", 4)]
    [TestCase("ingested_at >= TIMESTAMPTZ '2024-03-04 21:00:00.000007+00'", 4)]
    [TestCase("ingested_at > TIMESTAMPTZ '2024-03-04 21:00:00.000007+00'", 0)]
    [TestCase("vendor_ts = TIMESTAMPTZ '1969-12-31 23:59:59.5+00'", 1)]
    [TestCase("vendor_ts > TIMESTAMPTZ '2200-01-01 00:00:00+00'", 1)]
    [TestCase("vendor_ts IS NULL", 2)]
    [TestCase("date = DATE '2024-01-03'", 1)]
    [TestCase("date > DATE '2024-01-04'", 1)]
    [TestCase("symbol = 'AAPL'", 4)]
    [TestCase("symbol > 'AAPL'", 0)]
    [TestCase("open >= 103", 1)]
    [TestCase("vwap IS NULL", 2)]
    [TestCase("vwap = 100", 2)]
    [TestCase("trades = 3", 1)]
    public async Task Where_ValuesAtTheEdgeOfTheStatistics_FindsTheirRows(string condition, int expected)
    {
        using var temporary = new TemporaryLake();
        var plain = Bars.Batch("AAPL", Bars.Start, 4,
            ingestedAt: new DateTime(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc).AddMicroseconds(7));
        var columns = Bars.Contract.Columns.Where(c => plain[c.Name] is not null)
            .ToDictionary(c => c.Name, c => plain[c.Name]!);
        columns["vendor_ts"] = new DateTime?[] { DateTime.UnixEpoch.AddSeconds(-0.5), null,
            new DateTime(2300, 1, 1, 0, 0, 0, DateTimeKind.Utc), null };
        await temporary.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 4),
            new Core.Contracts.ColumnBatch(Bars.Contract, columns, 4));
        Assert.That(temporary.Lake.Reader.ReadBatch(Bars.Table, condition).RowCount, Is.EqualTo(expected));
    }
}
