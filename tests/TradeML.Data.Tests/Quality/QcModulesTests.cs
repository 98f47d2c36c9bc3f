using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Quality;

public sealed class QcModulesTests
{
    private static readonly ContractCatalog Contracts = ContractCatalog.LoadEmbedded();
    private static readonly DateOnly Friday = new(2023, 11, 24); // 13:00 close
    private static readonly QcThresholds Limits = new() { StaleRunMinutes = 10 };

    [Test]
    public void Assess_WholeHalfDay_IsGreenWithTheMinutesOfTheSession()
    {
        var verdict = Minutes([.. Session(Friday)]).Verdicts.Single();
        Assert.That((verdict.Code, verdict.RowCount, verdict.ExpectedRows), Is.EqualTo((QcCodes.Ok, 210, (int?)210)));
    }

    [TestCase(206, QcCodes.Ok)]
    [TestCase(205, QcCodes.ShortSession)]
    [TestCase(105, QcCodes.ShortSession)]
    [TestCase(104, QcCodes.Incomplete)]
    public void Assess_RowsOfASession_DecideItsState(int rows, string code) =>
        Assert.That(Minutes([.. Session(Friday).Take(rows)]).Verdicts.Single().Code, Is.EqualTo(code));

    [Test]
    public void Assess_SparseFeed_IsMeasuredByItsUsualDay()
    {
        var days = ExchangeCalendar.Xnys.Sessions(new(2023, 11, 6), new(2023, 11, 18)).ToArray();
        var bars = days.SelectMany((d, i) => Session(d).Take(i == 4 ? 10 : 60)).ToArray();
        var verdicts = Minutes(bars, "alpaca_iex").Verdicts;
        Assert.That(verdicts.Where(v => v.Code != QcCodes.Ok).Select(v => (v.Day, v.Code)),
            Is.EqualTo([(days[4], QcCodes.ShortSession)]));
        Assert.That(Minutes(bars, "alpaca_sip").Verdicts.Select(v => v.Code), Is.All.EqualTo(QcCodes.Incomplete));
    }

    [TestCase("drop", 210, 2)]
    [TestCase("keep", 210, 0)]
    public void Assess_ExtendedHours_AreNotCounted(string setting, int rows, int dropped)
    {
        var open = ExchangeCalendar.Xnys.Find(Friday)!.Value;
        Bar[] bars = [At(open.OpenUtc.AddMinutes(-5)), .. Session(Friday), At(open.CloseUtc)];
        var result = Minutes(bars, limits: new QcThresholds { ExtendedHours = setting });
        Assert.That((result.Verdicts.Single().RowCount, result.Dropped.Count, result.Refused.Count),
            Is.EqualTo((rows, dropped, 0)));
    }

    [Test]
    public void Assess_BadMinute_IsRefusedAlone()
    {
        var bars = Session(Friday).ToArray();
        bars[7] = bars[7] with { High = 1 };
        bars[9] = bars[9] with { Ts = bars[9].Ts.AddSeconds(30) };
        var result = Minutes(bars);
        Assert.That(result.Refused,
            Is.EqualTo([new RefusedRow(7, QcCodes.OhlcInconsistent), new RefusedRow(9, QcCodes.Misaligned)]));
        Assert.That((result.Verdicts.Single().RowCount, result.Verdicts.Single().Code), Is.EqualTo((208, QcCodes.Ok)),
            "two of 210 are within bounds");
    }

    [Test]
    public void Assess_TwoUnlikeBarsOfAMinute_AreBothRefusedAndEqualOnesMerged()
    {
        var bars = Session(Friday).ToList();
        bars.Insert(5, bars[4] with { Close = bars[4].Close * 1.001 });
        bars.Insert(20, bars[19]);
        var result = Minutes([.. bars]);
        Assert.That(result.Refused.Select(r => r.Row), Is.EqualTo([4, 5]));
        Assert.That(result.Dropped, Is.EqualTo([20]));
    }

    [Test]
    public void Assess_MinutesThatRepeat_AreStale()
    {
        var bars = Session(Friday).ToArray();
        for (var i = 50; i < 60; i++) bars[i] = bars[49] with { Ts = bars[i].Ts };
        Assert.That(Minutes(bars).Verdicts.Single().Code, Is.EqualTo(QcCodes.Stale));
    }

    [Test]
    public void Assess_MinutesOfAHoliday_AreOffSession()
    {
        var result = Minutes([At(new DateTime(2023, 11, 23, 15, 0, 0, DateTimeKind.Utc), new(2023, 11, 23))]);
        Assert.That(result.Refused.Single().Code, Is.EqualTo(QcCodes.OffSession));
        Assert.That(result.Verdicts.Single().Status, Is.EqualTo(PartitionState.Red));
    }

    [Test]
    public void Assess_Chain_FlagsCrossedQuotesAndRefusesContractsThatHadExpired()
    {
        var day = new DateOnly(2024, 3, 4);
        var good = Chain(day, 200, i => (1 + i, 1.1 + i, day.AddDays(30), 0.2));
        Assert.That(good.Verdicts.Single().Code, Is.EqualTo(QcCodes.Ok));
        var crossed = Chain(day, 200, i => (i < 3 ? 2 + i : 1 + i, 1.1 + i, day.AddDays(30), 0.2));
        Assert.That((crossed.Verdicts.Single().Code, crossed.Verdicts.Single().RowCount),
            Is.EqualTo((QcCodes.CrossedQuotes, 200)));
        var expired = Chain(day, 200,
            i => (1 + i, 1.1 + i, i == 0 ? day.AddDays(-1) : day.AddDays(30), i == 1 ? 99 : 0.2));
        Assert.That(expired.Refused.Select(r => r.Code), Is.EqualTo([QcCodes.DateOrder, QcCodes.OutOfRange]));
        Assert.That(expired.Verdicts.Single().Code, Is.EqualTo(QcCodes.Ok), "one in a hundred is within bounds");
    }

    [Test]
    public void Assess_YieldBeyondBelief_IsRefused()
    {
        var result = Standing("macros_treasury", 4, new()
        {
            ["date"] = Enumerable.Range(1, 4).Select(i => new DateOnly(2024, 3, i)).ToArray(),
            ["maturity"] = Enumerable.Repeat<string?>("10Y", 4).ToArray(),
            ["par_yield"] = (double[])[4.1, 410, 4.2, 4.3],
        });
        Assert.That(result.Refused, Is.EqualTo([new RefusedRow(1, QcCodes.OutOfRange)]));
        Assert.That((result.Verdicts.Single().Day, result.Verdicts.Single().Code),
            Is.EqualTo((LedgerKey.Undated, QcCodes.BadRows)));
    }

    [Test]
    public void Assess_StatementPublicBeforeItsPeriodEnded_IsRefused()
    {
        var result = Standing("fundamentals_balance", 2, new()
        {
            ["symbol"] = new[] { "AAA", "AAA" },
            ["period_end"] = new[] { new DateOnly(2023, 12, 31), new DateOnly(2024, 3, 31) },
            ["period"] = new[] { "FY", "Q1" },
            ["filed_at"] = new[] { new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc),
                new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc) },
            ["currency"] = new[] { "USD", "USD" },
        });
        Assert.That(result.Refused, Is.EqualTo([new RefusedRow(1, QcCodes.DateOrder)]));
    }

    [TestCase(100, QcCodes.Ok)]
    [TestCase(201, QcCodes.Shrunk)]
    public void Assess_ListThatLostMuchOfItself_IsAmber(long before, string code) => Assert.That(
        Standing("company_tickers", 100, new()
        {
            ["symbol"] = Enumerable.Range(0, 100).Select(i => (string?)$"S{i}").ToArray(),
            ["cik"] = Enumerable.Range(0, 100).Select(i => (string?)$"{i:0000000000}").ToArray(),
        }, before).Verdicts.Single().Code, Is.EqualTo(code));

    private static IEnumerable<Bar> Session(DateOnly day)
    {
        var session = ExchangeCalendar.Xnys.Find(day)!.Value;
        var random = new Random(day.DayNumber);
        for (var ts = session.OpenUtc; ts < session.CloseUtc; ts = ts.AddMinutes(1))
        {
            var close = 100 + random.NextDouble();
            yield return new Bar(ts, day, 100.5, close + 1, 99, close, 1 + random.Next(1000));
        }
    }

    private static Bar At(DateTime ts, DateOnly? day = null) => new(ts, day ?? Friday, 100, 101, 99, 100, 5);

    private static QcResult Minutes(Bar[] bars, string source = "alpaca_sip", QcThresholds? limits = null) =>
        Assess("equities_minute", source, Batch("raw/equities_minute", bars.Length, new()
        {
            ["ts"] = bars.Select(b => b.Ts).ToArray(),
            ["date"] = bars.Select(b => b.Day).ToArray(),
            ["symbol"] = bars.Select(_ => (string?)"AAA").ToArray(),
            ["open"] = bars.Select(b => b.Open).ToArray(),
            ["high"] = bars.Select(b => b.High).ToArray(),
            ["low"] = bars.Select(b => b.Low).ToArray(),
            ["close"] = bars.Select(b => b.Close).ToArray(),
            ["volume"] = bars.Select(b => b.Volume).ToArray(),
        }, source), 0, limits);

    private static QcResult Chain(
        DateOnly day, int contracts, Func<int, (double Bid, double Ask, DateOnly Expiry, double Iv)> row)
    {
        var rows = Enumerable.Range(0, contracts).Select(row).ToArray();
        return Assess("options_hist", "alpha_vantage", Batch("raw/options_chain", contracts, new()
        {
            ["date"] = rows.Select(_ => day).ToArray(),
            ["underlier"] = rows.Select(_ => (string?)"AAA").ToArray(),
            ["contract"] = rows.Select((_, i) => (string?)$"AAA{i}").ToArray(),
            ["expiry"] = rows.Select(r => r.Expiry).ToArray(),
            ["strike"] = rows.Select((_, i) => 50.0 + i).ToArray(),
            ["cp_flag"] = rows.Select(_ => (string?)"C").ToArray(),
            ["bid"] = rows.Select(r => r.Bid).ToArray(),
            ["ask"] = rows.Select(r => r.Ask).ToArray(),
            ["implied_volatility"] = rows.Select(r => r.Iv).ToArray(),
        }, "alpha_vantage"));
    }

    private static QcResult Standing(string dataset, int rows, Dictionary<string, Array> columns, long before = 0) =>
        Assess(dataset, "test", Batch(DatasetCatalog.Standard[dataset].Table, rows, columns, "test"), before);

    private static ColumnBatch Batch(string table, int rows, Dictionary<string, Array> columns, string source)
    {
        columns["ingested_at"] = Enumerable.Repeat(new DateTime(2024, 3, 5, 0, 0, 0, DateTimeKind.Utc), rows).ToArray();
        columns["source_name"] = Enumerable.Repeat<string?>(source, rows).ToArray();
        columns["source_uri"] = Enumerable.Repeat<string?>("test", rows).ToArray();
        columns["api_version"] = Enumerable.Repeat<string?>("v1", rows).ToArray();
        return new ColumnBatch(Contracts[table], columns, rows);
    }

    private static QcResult Assess(
        string dataset, string source, ColumnBatch rows, long before = 0, QcThresholds? limits = null)
    {
        var (start, end) = (new DateOnly(2020, 1, 1), new DateOnly(2025, 1, 1));
        var result = new FetchResult
        {
            Request = new FetchRequest(dataset, "AAA", start, end, TaskKind.Gap), Rows = rows, SourceName = source,
            SourceUri = "test", Start = start, End = end,
        };
        return QcModules.Assess(result, DatasetCatalog.Standard[dataset],
            new QcContext(ExchangeCalendar.Xnys, limits ?? Limits, null, before));
    }

    private sealed record Bar(
        DateTime Ts, DateOnly Day, double Open, double High, double Low, double Close, double Volume);
}
