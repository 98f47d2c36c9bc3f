using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Ops.Runs;
using TradeML.Ops.Training;
using TradeML.Research.Backtest;
using TradeML.Store.Panels;

namespace TradeML.Ops.Tests.Training;

public sealed class RunBookTests
{
    private const string Model = "equities_xs";

    [Test]
    public async Task Book_WithoutTraining_GivesTheRunsOwnFigures()
    {
        using var lake = await SyntheticLake.CreateAsync();
        var run = await TrainingRunTests.Train(lake);
        var book = RunBook.Read(lake.Lake, Model);
        Assert.That(TradeML.Research.Validation.SharpeRatio.Annualised(book.NetReturns),
            Is.EqualTo(run.Metrics.Figures.Sharpe).Within(1e-12));
        Assert.That(TradeML.Research.Validation.Drawdown.Of(book.NetReturns).Maximum,
            Is.EqualTo(run.Metrics.Figures.MaxDrawdown).Within(1e-12));
        Assert.That(book.DataChanged, Is.False);
    }

    [TestCase("2021-12-31")]
    [TestCase("2021-06-30")]
    public async Task Book_UpToADay_IsTheBacktestOfThatDay(string day)
    {
        using var lake = await SyntheticLake.CreateAsync();
        await TrainingRunTests.Train(lake);
        var asOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var panel = PanelLoader.Load(lake.Lake, lake.Symbols, SyntheticLake.Start, asOf.AddDays(1));
        var expected = LongShortBacktest.Run(panel, MeanScores(lake, panel),
            ConfigMapping.Backtest(SyntheticLake.Options()));
        var book = RunBook.Read(lake.Lake, Model, asOf: asOf);
        Assert.That(book.Dates, Is.EqualTo(expected.Dates));
        Assert.That(book.NetReturns, Is.EqualTo(expected.NetReturns));
        Assert.That(book.Costs, Is.EqualTo(expected.Costs));
        Assert.That(book.Turnover, Is.EqualTo(expected.Turnover));
        Assert.That((book.GrossExposure[^1], book.NetExposure[^1]),
            Is.EqualTo((expected.GrossExposure[^1], expected.NetExposure[^1])));
        Assert.That(book.Positions, Is.EqualTo(expected.LastPositions).And.Not.Empty);
    }

    [Test]
    public async Task Book_RunWithoutStoredPositions_SaysToTrainAnew()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        await TrainingRunTests.Train(lake);
        lake.Lake.Control.Write(tx => tx.Execute("DELETE FROM manifest WHERE table_name = 'models/positions'"));
        Assert.That(
            () => RunBook.Read(lake.Lake, Model),
            Throws.TypeOf<TradeMLException>().With.Property("Kind")
                .EqualTo(ErrorKind.DataMissing).And.Message.Contains("positions"));
    }

    /// <summary>The mean over the paths of a run's stored scores, for the rows of a panel.</summary>
    private static double[] MeanScores(SyntheticLake lake, TradeML.Research.Panels.Panel panel)
    {
        var oof = lake.Lake.Reader.ReadBatch("models/oof_predictions", orderBy: "path, symbol, date");
        var (days, symbols, scores) = (oof.Get<DateOnly[]>("date"), oof.Get<string[]>("symbol"),
            oof.Get<double[]>("score"));
        var found = Enumerable.Range(0, oof.RowCount).ToLookup(i => (symbols[i], days[i]), i => scores[i]);
        var symbolOf = panel.SymbolOfRows();
        return [.. Enumerable.Range(0, panel.Rows).Select(row =>
        {
            var own = found[(panel.Symbols[symbolOf[row]], panel.Sessions[panel.Day[row]])].ToList();
            return own.Count == 0 ? double.NaN : own.Sum() / own.Count;
        })];
    }
}
