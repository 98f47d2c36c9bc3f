using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Time;
using TradeML.Data.Quality;
using TradeML.Data.Quality.Rules;
using TradeML.Data.Settings;
using TradeML.Lake.Partitions;

namespace TradeML.Data.Tests.Quality;

public sealed class DailyBarQcTests
{
    private static readonly DateOnly Monday = new(2024, 3, 4);
    private static readonly TableContract Contract = ContractCatalog.LoadEmbedded()["raw/equities_bars"];

    private static readonly QcThresholds Limits = new() { StaleRunSessions = 3 };

    [Test]
    public void Assess_SoundBars_AreGreen()
    {
        var verdicts = Assess((0, 10, 11, 9, 10.5, 100), (1, 10.5, 11, 10, 10.8, 90));
        Assert.That(verdicts.Select(v => v.Code), Is.All.EqualTo(QcCodes.Ok));
        Assert.That(verdicts[0], Is.EqualTo(new PartitionVerdict(Monday, PartitionState.Green, 1, 1, 1, "OK")));
    }

    [TestCase(10, 11, 9, double.NaN, 1, QcCodes.BadValue)]
    [TestCase(10, 11, 0, 10, 1, QcCodes.BadValue)]
    [TestCase(10, 11, 9, 10, -1, QcCodes.BadValue)]
    [TestCase(10, 9, 11, 10, 1, QcCodes.OhlcInconsistent)]
    [TestCase(10, 10, 9, 11, 1, QcCodes.OhlcInconsistent)]
    [TestCase(10, 11, 9, 10, 0, QcCodes.ZeroVolume)]
    [TestCase(10, 16, 9, 10, 5, QcCodes.BadRange)]
    [TestCase(10, 11, 4, 10, 5, QcCodes.BadRange)]
    [TestCase(10, 18, 9, 17, 5, QcCodes.JumpUnexplained)]
    [TestCase(7, 8, 6, 6, 5, QcCodes.JumpUnexplained)]
    [TestCase(10, 11, 9, 10, 2e11, QcCodes.BadValue)]
    public void Assess_DoubtfulBar_CarriesItsCodeAndState(
        double open, double high, double low, double close, double volume, string code)
    {
        var verdict = Assess((0, 10, 11, 9, 10, 100), (1, open, high, low, close, volume))[1];
        Assert.That(verdict.Code, Is.EqualTo(code));
        Assert.That(verdict.Status, Is.EqualTo(QcCodes.StateOf(code)));
    }

    [Test]
    public void Assess_JumpOnAnExDate_IsExplained()
    {
        var batch = Batch([(0, 10, 11, 9, 10, 100), (1, 5, 5.5, 4.5, 5, 200)]);
        var verdicts = DailyBarQc.Assess(
            batch, "AAA", Monday, Monday.AddDays(9), ExchangeCalendar.Xnys, Limits,
            new Dictionary<DateOnly, DayEvents> { [Monday.AddDays(1)] = new(2, 0, true) });
        Assert.That(verdicts[1].Code, Is.EqualTo(QcCodes.JumpExplained));
        Assert.That(verdicts[1].Status, Is.EqualTo(PartitionState.Green));
    }

    [Test]
    public void Assess_RepeatedBar_IsStaleFromTheConfiguredRunOn() =>
        Assert.That(
            Assess((0, 10, 11, 9, 10, 100), (1, 10, 11, 9, 10, 100), (2, 10, 11, 9, 10, 100), (3, 10, 11, 9, 10, 101))
                .Select(v => v.Code),
            Is.EqualTo(new[] { QcCodes.Ok, QcCodes.Ok, QcCodes.Stale, QcCodes.Ok }));

    [Test]
    public void Assess_SaturdayRow_IsOffSession() =>
        Assert.That(Assess((5, 10, 11, 9, 10, 100))[0].Code, Is.EqualTo(QcCodes.OffSession));

    [Test]
    public void Assess_TwoRowsOfADay_AreOneWhenEqualAndADuplicateWhenNot()
    {
        Assert.That(Assess((0, 10, 11, 9, 10, 100), (0, 10, 11, 9, 10, 100)).Single().Code, Is.EqualTo(QcCodes.Ok));
        var verdict = Assess((0, 10, 11, 9, 10, 100), (0, 10, 11, 9, 10.1, 100)).Single();
        Assert.That((verdict.Code, verdict.RowCount), Is.EqualTo((QcCodes.Duplicate, 2)));
    }

    [Test]
    public void Assess_RowsOutOfOrderOrOutsideTheHalfOpenWindow_AreSortedAndLeftOut()
    {
        var batch = Batch(
            [(2, 10, 11, 9, 10, 100), (1, 10, 11, 9, 10.1, 90), (3, 10, 11, 9, 10.2, 80), (0, 10, 11, 9, 10.3, 70)]);
        var verdicts = DailyBarQc.Assess(batch, "AAA", Monday.AddDays(1), Monday.AddDays(3), ExchangeCalendar.Xnys,
            Limits);
        Assert.That(verdicts.Select(v => v.Day), Is.EqualTo(new[] { Monday.AddDays(1), Monday.AddDays(2) }));
    }

    [Test]
    public void Codes_EveryCode_HasOneStateAndAScoreThatFitsIt() =>
        Assert.That(QcCodes.All, Is.All.Matches<string>(c => QcCodes.ScoreOf(c) == QcCodes.StateOf(c) switch
        {
            PartitionState.Green => 1,
            PartitionState.Amber => 0.5,
            _ => 0,
        }));

    private static IReadOnlyList<PartitionVerdict> Assess(
        params (int Day, double O, double H, double L, double C, double V)[] bars) =>
        DailyBarQc.Assess(Batch(bars), "AAA", Monday, Monday.AddDays(30), ExchangeCalendar.Xnys, Limits);

    private static ColumnBatch Batch((int Day, double O, double H, double L, double C, double V)[] bars)
    {
        // NaN prices are the subject of some cases: the batch is built on a contract that allows them.
        var loose = Contract with { Columns = [.. Contract.Columns.Select(c => c with { Nullable = true })] };
        return new ColumnBatch(loose, new Dictionary<string, Array>
        {
            ["date"] = bars.Select(b => Monday.AddDays(b.Day)).ToArray(),
            ["symbol"] = bars.Select(_ => (string?)"AAA").ToArray(),
            ["open"] = bars.Select(b => b.O).ToArray(),
            ["high"] = bars.Select(b => b.H).ToArray(),
            ["low"] = bars.Select(b => b.L).ToArray(),
            ["close"] = bars.Select(b => b.C).ToArray(),
            ["volume"] = bars.Select(b => b.V).ToArray(),
        }, bars.Length);
    }
}
