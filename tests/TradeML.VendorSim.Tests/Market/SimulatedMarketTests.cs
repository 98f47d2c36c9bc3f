using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Tests.Servers;

namespace TradeML.VendorSim.Tests.Market;

public sealed class SimulatedMarketTests
{
    private static SimulatedMarket Demo => TestMarket.Demo;

    [Test]
    public void Create_SameSeed_GivesTheSameMarket()
    {
        var again = SimulatedMarket.Create(TestMarket.Small.Config);
        Assert.That(again.Rows, Is.EqualTo(TestMarket.Small.Rows));
        var (a, b) = (again.Bars(0).Columns, TestMarket.Small.Bars(0).Columns);
        Assert.That(a.Close, Is.EqualTo(b.Close));
        Assert.That(a.Volume, Is.EqualTo(b.Volume));
        Assert.That(a.Vwap, Is.EqualTo(b.Vwap));
        Assert.That(again.CorporateActions, Is.EqualTo(TestMarket.Small.CorporateActions));
        Assert.That(again.Securities.Select(s => s.Id), Is.EqualTo(TestMarket.Small.Securities.Select(s => s.Id)));
    }

    [Test]
    public void Create_OtherSeed_GivesAnotherMarket()
    {
        var other = SimulatedMarket.Create(TestMarket.Small.Config with { Seed = 12 });
        Assert.That(other.Bars(0).Close(100), Is.Not.EqualTo(TestMarket.Small.Bars(0).Close(100)));
    }

    [Test]
    public void Bars_EveryRow_IsAConsistentBarOfASession()
    {
        var calendar = ExchangeCalendar.Xnys;
        var faults = new List<string>();
        foreach (var security in Demo.Securities)
        {
            var bars = Demo.Bars(security.Index);
            for (var i = 0; i < bars.Count; i++)
            {
                var ok = bars.Low(i) > 0 && bars.Low(i) <= Math.Min(bars.Open(i), bars.Close(i))
                    && bars.High(i) >= Math.Max(bars.Open(i), bars.Close(i))
                    && bars.Vwap(i) >= bars.Low(i) && bars.Vwap(i) <= bars.High(i) && bars.Volume(i) > 0
                    && bars.Trades(i) > 0
                    && Math.Round(bars.Close(i), 2) == bars.Close(i) && calendar.IsSession(bars.Date(i))
                    && security.IsListed(bars.Date(i));
                if (!ok) faults.Add($"{security.Symbol} {bars.Date(i)}");
            }

            Assert.That(bars.Date(0), Is.EqualTo(security.Listed));
            Assert.That(bars.Date(bars.Count - 1), Is.EqualTo(security.Delisted ?? Demo.LastDay));
            Assert.That(bars.Count, Is.EqualTo(calendar.Count(security.Listed, bars.Date(bars.Count - 1).AddDays(1))),
                security.Symbol);
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Securities_OverTime_ComeAndGoAndChangeNames()
    {
        Assert.That(Demo.Securities, Has.Count.EqualTo(120));
        Assert.That(Demo.Securities.Select(s => s.Symbol),
            Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        Assert.That(Demo.Securities.Count(s => s.Delisted is not null), Is.InRange(5, 40));
        Assert.That(Demo.Securities.Count(s => s.Listed > Demo.FirstDay), Is.InRange(12, 40));
        Assert.That(Demo.Securities.Count(s => s.Tickers.Count > 1), Is.InRange(1, 20));
        Assert.That(Demo.Securities.Select(s => s.Sector).Distinct().Count(), Is.GreaterThan(8));
        var ends = Demo.CorporateActions
            .Where(a => a.Kind is CorporateActionKind.CashMerger or CorporateActionKind.WorthlessRemoval).ToArray();
        Assert.That(ends.Select(a => a.SecurityIndex),
            Is.EquivalentTo(Demo.Securities.Where(s => s.Delisted is not null).Select(s => s.Index)));
        Assert.That(ends.All(a => a.ExDate > Demo.Securities[a.SecurityIndex].Delisted), Is.True);
    }

    [Test]
    public void Returns_Daily_HaveFatTails()
    {
        var returns = Demo.Securities.SelectMany(s => TotalReturns.Daily(Demo, s.Index)).ToArray();
        var mean = returns.Average();
        var variance = returns.Average(r => (r - mean) * (r - mean));
        var kurtosis = returns.Average(r => Math.Pow(r - mean, 4)) / (variance * variance);
        Assert.That(Math.Sqrt(variance), Is.InRange(0.012, 0.03), "daily deviation");
        Assert.That(kurtosis, Is.GreaterThan(5));
    }

    [Test]
    public void Returns_Squared_AreCorrelatedInTime()
    {
        var correlations = Demo.Securities.Select(s =>
        {
            var absolute = TotalReturns.Daily(Demo, s.Index).Select(Math.Abs).ToArray();
            return Statistics.Correlation(absolute[..^1], absolute[1..]);
        });
        Assert.That(correlations.Average(), Is.GreaterThan(0.05));
    }

    [Test]
    public void Splits_EachOne_IsAPriceJumpOfItsRatio()
    {
        var splits = Demo.CorporateActions
            .Where(a => a.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit).ToArray();
        Assert.That(splits.Count(a => a.Kind == CorporateActionKind.ForwardSplit), Is.GreaterThan(10));
        Assert.That(splits.Count(a => a.Kind == CorporateActionKind.ReverseSplit), Is.GreaterThan(1));
        foreach (var split in splits)
        {
            var bars = Demo.Bars(split.SecurityIndex);
            var i = bars.LowerBound(split.ExDate.DayNumber);
            Assert.That(bars.Date(i), Is.EqualTo(split.ExDate));
            var left = Math.Log(bars.Open(i) * split.Ratio / bars.Close(i - 1));
            Assert.That(Math.Abs(left), Is.LessThan(0.3 * Math.Abs(Math.Log(split.Ratio)) + 0.1),
                $"{split.Symbol} {split.ExDate}");
        }
    }

    [Test]
    public void Dividends_OfAPayer_ComeQuarterlyAndArePaidLater()
    {
        var payers = Demo.CorporateActions.Where(a => a.Kind == CorporateActionKind.CashDividend)
            .GroupBy(a => a.SecurityIndex).ToArray();
        Assert.That(payers, Has.Length.InRange(50, 100));
        Assert.That(payers.SelectMany(g => g).Any(a => a.Special), Is.True);
        foreach (var payer in payers)
        {
            var days = payer.Where(a => !a.Special).Select(a => a.ExDate.DayNumber).Order().ToArray();
            Assert.That(days.Zip(days.Skip(1)).Select(pair => pair.Second - pair.First), Is.All.InRange(80, 105));
        }

        Assert.That(
            payers.SelectMany(g => g)
                .All(a => a.ProcessDate > a.ExDate && a.ProcessDate == a.PayableDate && a.Cash > 0), Is.True);
    }

    [Test]
    public void Volume_EarlyCloses_AreThin()
    {
        var calendar = ExchangeCalendar.Xnys;
        var ratios = new List<double>();
        foreach (var security in Demo.Securities)
        {
            var bars = Demo.Bars(security.Index);
            for (var i = 5; i < bars.Count - 5; i++)
            {
                if (!calendar.Find(bars.Date(i))!.Value.EarlyClose) continue;
                ratios.Add(
                    bars.Volume(i) / Enumerable.Range(i - 5, 11).Where(k => k != i)
                        .Average(k => (double)bars.Volume(k)));
            }
        }

        Assert.That(ratios.Average(), Is.InRange(0.35, 0.65));
    }

    [Test]
    public void Volume_AndTheSizeOfMoves_GoTogether()
    {
        var correlations = Demo.Securities.Select(s =>
        {
            var bars = Demo.Bars(s.Index);
            var range = Enumerable.Range(1, bars.Count - 1).Select(i => Math.Log(bars.High(i) / bars.Low(i))).ToArray();
            var change = Enumerable.Range(1, bars.Count - 1)
                .Select(i => Math.Log((double)bars.Volume(i) / bars.Volume(i - 1))).ToArray();
            return Statistics.Correlation(range, change);
        });
        Assert.That(correlations.Average(), Is.GreaterThan(0.05));
    }

    [TestCase(0.0)]
    [TestCase(0.03)]
    [TestCase(0.06)]
    public void Signal_OverTheSpan_HasTheConfiguredInformationCoefficient(double planted)
    {
        var market = planted == 0.03
            ? Demo
            : SimulatedMarket.Create(new MarketConfig { PlantedIc = planted, Seed = 21 });
        var coefficients = InformationCoefficient.PerDay(market, horizon: 5);
        // 4,000 overlapping days of about 110 names: the standard error of the mean is about 0.004.
        Assert.That(coefficients.Average(), Is.EqualTo(planted).Within(0.012));
    }

    [Test]
    public void Signal_OfADay_FollowsFromBarsUpToThatDay()
    {
        // The same seed, cut short: what was true up to the cut must not depend on what would have come.
        var config = new MarketConfig
        {
            Symbols = 10, Start = new DateOnly(2015, 1, 2),
            End = new DateOnly(2016, 12, 30), ListedAtStart = 1, DelistingsPerYear = 0
        };
        var (whole, cut) = (SimulatedMarket.Create(config),
            SimulatedMarket.Create(config with { End = new DateOnly(2015, 6, 30) }));
        var (bars, shorter) = (whole.Bars(3), cut.Bars(3));
        for (var i = 0; i < shorter.Count - 40; i++)
        {
            Assert.That(bars.Close(i), Is.EqualTo(shorter.Close(i)));
            Assert.That(whole.Truth.Signal[bars.Start + i], Is.EqualTo(cut.Truth.Signal[shorter.Start + i]));
        }
    }

    [TestCase(1, 0.03)]
    [TestCase(120, 0.5)]
    public void Create_DialOutOfRange_IsASentence(int symbols, double ic)
    {
        var error = Assert
            .Throws<TradeMLException>(() =>
                SimulatedMarket.Create(new MarketConfig { Symbols = symbols, PlantedIc = ic }))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain("allowed is"));
    }
}
