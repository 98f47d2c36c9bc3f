using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Lake.Partitions;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Partitions;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public sealed class PartitionLedgerTests(StoreKind kind)
{
    private TemporaryLake temporary = null!;

    private PartitionLedger Ledger => temporary.Lake.Partitions;

    [SetUp]
    public void Open() => temporary = new TemporaryLake(kind);

    [TearDown]
    public void Close() => temporary.Dispose();

    [Test]
    public void SetRange_Window_CoversItsSessionsHalfOpen()
    {
        var (start, end) = (new DateOnly(2023, 12, 20), new DateOnly(2024, 1, 10));
        var set = temporary.Lake.Control
            .Write(tx => Ledger.SetRange(tx, "a", Bars.Table, "AAPL", start, end, PartitionState.Red, "MISSING_ROWS"));
        var days = temporary.Lake.Control.Read(r => r.Query<string>("SELECT dt FROM partition_status ORDER BY dt"));
        Assert.That(days,
            Is.EqualTo(ExchangeCalendar.Xnys.Sessions(start, end).ToArray().Select(d => d.ToString("yyyy-MM-dd"))));
        Assert.That(set, Is.EqualTo(days.Count));
    }

    [Test]
    public void Set_LaterVerdict_ReplacesTheStateAndKeepsWhenItWasFirstSeen()
    {
        Set(PartitionState.Red);
        temporary.Time.Advance(TimeSpan.FromDays(1));
        Set(PartitionState.Green);
        var row = temporary.Lake.Control.Read(r => r.Query<(string Status, string First, string Last)>(
            "SELECT status, first_observed_at, last_observed_at FROM partition_status"));
        Assert.That(row, Is.EqualTo([("GREEN", "2024-03-04T21:00:00.000000Z", "2024-03-05T21:00:00.000000Z")]));
    }

    [Test]
    public void Set_LongRunsOfTheSameVerdict_RecordEachDayJustAsSingleOnesDo()
    {
        var days = TradeML.Core.Time.ExchangeCalendar.Xnys.Sessions(new(2024, 1, 1), new(2024, 7, 1)).ToArray()
            .Where((_, i) => i is not (40 or 41)).ToList();
        days.Add(new(2024, 6, 29)); // a Saturday
        var verdicts = days.Order().Select((day, i) => new PartitionVerdict(
            day, i is 20 or 90 ? PartitionState.Amber : PartitionState.Green, i < 60 ? 1 : double.NaN, 1,
            i < 70 ? 1 : null, i == 20 ? "STALE" : "OK")).ToList();
        temporary.Lake.Control.Write(tx =>
        {
            Ledger.Set(tx, "a", Bars.Table, "RUNS", verdicts);
            foreach (var verdict in verdicts) Ledger.Set(tx, "a", Bars.Table, "SINGLE", [verdict]);
        });
        Assert.That(Rows("RUNS"), Is.EqualTo(Rows("SINGLE")).And.Count.EqualTo(verdicts.Count));

        List<(string Dt, string Status, double? Score, long Rows, long? Expected, string Code)> Rows(string symbol) =>
            [.. temporary.Lake.Control.Read(
                r => r.Query<(string, string, double?, long, long?, string)>(
                    "SELECT dt, status, qc_score, row_count, expected_rows, qc_code FROM "
                        + "partition_status WHERE symbol = "
                        + "@symbol ORDER BY dt", new { symbol }))];
    }

    [Test]
    public void PartitionStatus_View_HasTheSpecifiedColumnsAndNoDateForAnUndatedPartition()
    {
        temporary.Lake.Control.Write(tx => Ledger.Set(
            tx, "fred", "raw/macros_fred", null,
            [new(DateOnly.MinValue, PartitionState.Amber, double.NaN, 3, null, "OK")], "series_id=vix"));
        var row = temporary.Lake.Control.Read(r => r.Query<(string? Dt, string Key, double? Score, string Id)>(
            "SELECT dt, partition_key, qc_score, id FROM partition_status")).Single();
        Assert.That((row.Dt, row.Key, row.Score), Is.EqualTo(((string?)null, "series_id=vix", (double?)null)));
        Assert.That(Guid.TryParse(row.Id, out _));
        var columns = temporary.Lake.Control.Read(r => r.Query<string>(kind == StoreKind.Sqlite
            ? "SELECT name FROM pragma_table_info('partition_status')"
            : "SELECT column_name FROM information_schema.columns WHERE table_name = 'partition_status' "
                + "ORDER BY ordinal_position"));
        Assert.That(columns,
            Is.EqualTo(temporary.Lake.Contracts["control/partition_status"].Columns.Select(c => c.Name)));
    }

    [Test]
    public void Coverage_ByTableYearAndSymbol_CountsStates()
    {
        temporary.Lake.Control.Write(tx =>
        {
            Ledger.SetRange(tx, "a", Bars.Table, "AAPL", new(2023, 1, 1), new(2025, 1, 1), PartitionState.Green, "OK",
                1);
            Ledger.SetRange(tx, "a", Bars.Table, "MSFT", new(2024, 1, 1), new(2025, 1, 1), PartitionState.Red,
                "MISSING_ROWS");
            Ledger.SetRange(tx, "a", "raw/corp_actions", "MSFT", new(2024, 1, 1), new(2024, 2, 1), PartitionState.Amber,
                "SHORT");
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ledger.Coverage(Bars.Table), Is.EqualTo(new CoverageSummary(Bars.Table, 502, 0, 252)));
            Assert.That(Ledger.Coverage(Bars.Table, new(2024, 1, 1), new(2025, 1, 1), ["MSFT"]),
                Is.EqualTo(new CoverageSummary(Bars.Table, 0, 0, 252)));
            Assert.That(Ledger.Coverage(Bars.Table, symbols: []).Total, Is.Zero);
            Assert.That(Ledger.CoverageByYear(Bars.Table),
                Is.EqualTo([new CoverageSummary("2023", 250, 0, 0), new CoverageSummary("2024", 252, 0, 252)]));
            Assert.That(Ledger.CoverageBySymbol(Bars.Table),
                Is.EqualTo([new CoverageSummary("AAPL", 502, 0, 0), new CoverageSummary("MSFT", 0, 0, 252)]));
            Assert.That(Ledger.Tables().Select(t => t.Name), Is.EqualTo(["raw/corp_actions", Bars.Table]));
            Assert.That(Ledger.Coverage(Bars.Table).GreenShare, Is.EqualTo(502.0 / 754));
        }
    }

    [Test]
    public async Task Export_Ledger_EqualsTheView()
    {
        temporary.Lake.Control.Write(tx =>
        {
            Ledger.SetRange(tx, "a", Bars.Table, "AAPL", new(2024, 1, 1), new(2024, 6, 1), PartitionState.Green, "OK",
                1, qcScore: 0.75);
            Ledger.Set(tx, "fred", "raw/macros_fred", null,
                [new(DateOnly.MinValue, PartitionState.Amber, double.NaN, 3, null, "OK")], "series_id=vix");
        });
        await Ledger.ExportAsync();
        await Ledger.ExportAsync();
        using var session = temporary.Lake.OpenSession();
        session.RegisterAll();
        const string Sql =
            "SELECT id || ' ' || COALESCE(symbol, '-') || ' ' || COALESCE(dt{0}, '-') || ' ' || status || ' ' || "
                + "COALESCE(CAST(qc_score AS VARCHAR), '-') || ' ' || row_count FROM {1} ORDER BY id";
        var exported = session.Query(string.Format(Sql, "::VARCHAR", "control.partition_status")).Texts(0);
        Assert.That(exported,
            Is.EqualTo(temporary.Lake.Control.Read(r => r.Query<string>(string.Format(Sql, "", "partition_status")))));
        Assert.That(exported, Has.Length.EqualTo(106));
        Assert.That(
            session.Query(
                "SELECT count(*) FROM control.partition_status WHERE first_observed_at = TIMESTAMPTZ '2024-03-04 "
                    + "21:00:00+00'").Longs(0)[0], Is.EqualTo(106));
        Assert.That(Directory.GetFiles(Path.Combine(temporary.Root, "qc")).Select(Path.GetFileName),
            Is.EqualTo(["partition_status.parquet"]));
    }

    private void Set(PartitionState state) => temporary.Lake.Control.Write(tx =>
        Ledger.Set(tx, "a", Bars.Table, "AAPL", [new(Bars.Start, state, 1, 1, 1, "OK")]));
}
