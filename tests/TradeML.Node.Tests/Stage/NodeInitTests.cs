using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Node.Stage;
using TradeML.Testing;

namespace TradeML.Node.Tests.Stage;

public sealed class NodeInitTests
{
    private static readonly DateOnly Start = new(2020, 1, 1), End = new(2021, 1, 1);

    [Test]
    public void Run_Twice_SecondTimeAddsNothing()
    {
        using var lake = new TemporaryLake();
        var first = Run(lake, ["AAPL", "BRK.B"]);
        Assert.That(first, Has.Property("TasksAdded").EqualTo(5).And.Property("NewSymbols").EqualTo(2),
            "two datasets for two symbols, one list");
        Assert.That(Run(lake, ["AAPL", "BRK.B"]).TasksAdded, Is.Zero);
        var stage = NodeStage.Read(NodeInit.StagePath(lake.Root));
        Assert.That(stage.Symbols, Is.EqualTo(new[] { "AAPL", "BRK.B" }));
        Assert.That(stage.Datasets["equities_eod"].End, Is.EqualTo(End));
    }

    [Test]
    public void Run_MoreSymbolsAndAWiderWindow_AddsOnlyTheNew()
    {
        using var lake = new TemporaryLake();
        Run(lake, ["AAPL"]);
        Assert.That(Run(lake, ["MSFT"]).TasksAdded, Is.EqualTo(2));
        var wider = NodeInit.Run(
            lake.Lake,
            new StageRequest
            {
                Symbols = ["AAPL"], Start = new DateOnly(2019, 7, 1), End = new DateOnly(2021, 3, 1),
                MaxDaysPerTask = 6000
            }, ExchangeCalendar.Xnys, lake.Time);
        Assert.That(wider.TasksAdded, Is.EqualTo(8), "a piece before and one after, for two symbols and two datasets");
        var windows = QueueView.List(lake.Lake.Control, null, 100)
            .Where(t => t.Task is { Dataset: "equities_eod", Symbol: "MSFT" })
            .Select(t => (t.Task.Start, t.Task.End)).Order();
        Assert.That(windows,
            Is.EqualTo(new[] { (new DateOnly(2019, 7, 1), Start), (Start, End), (End, new DateOnly(2021, 3, 1)) }));
    }

    [Test]
    public void Run_LongWindow_SplitIntoTasks()
    {
        using var lake = new TemporaryLake();
        var result = NodeInit.Run(
            lake.Lake, new StageRequest { Symbols = ["AAPL"], Start = Start, End = End, MaxDaysPerTask = 100 },
            ExchangeCalendar.Xnys, lake.Time);
        Assert.That(result.TasksAdded, Is.EqualTo(9), "four parts for each dataset, one list");
        Assert.That(
            QueueView.List(lake.Lake.Control).Where(t => t.Task.Dataset != "listings")
                .Max(t => t.Task.End.DayNumber - t.Task.Start.DayNumber), Is.EqualTo(100));
    }

    [Test]
    public void Run_DatasetsOfTheirOwn_KeptBesideTheUsualOnesAndOnlyGrow()
    {
        using var lake = new TemporaryLake();
        StageRequest Minutes(DateOnly start, string source) => new()
        {
            Symbols = ["AAPL"], Start = Start, End = End,
            Datasets =
                new Dictionary<string, StageWindow>
                {
                    ["equities_minute"] = new()
                    {
                        Start = start, End = End,
                        Source = source
                    }
                },
        };
        NodeInit.Run(lake.Lake, Minutes(new DateOnly(2020, 10, 1), "alpaca_iex"), ExchangeCalendar.Xnys, lake.Time);
        Run(lake, ["MSFT"]);
        var stage = NodeStage.Read(NodeInit.StagePath(lake.Root));
        Assert.That(stage.Datasets["equities_minute"].Start, Is.EqualTo(new DateOnly(2020, 10, 1)),
            "a request that is silent about minutes keeps them");
        Assert.That((stage.SourceOf("equities_minute"), stage.SourceOf("equities_eod")),
            Is.EqualTo(("alpaca_iex", "alpaca_sip")));

        NodeInit.Run(lake.Lake, Minutes(new DateOnly(2020, 12, 1), "alpaca_iex"), ExchangeCalendar.Xnys, lake.Time);
        Assert.That(NodeStage.Read(NodeInit.StagePath(lake.Root)).Datasets["equities_minute"].Start,
            Is.EqualTo(new DateOnly(2020, 10, 1)));
        var error = Assert
            .Throws<TradeMLException>(() =>
                NodeInit.Run(lake.Lake, Minutes(Start, "alpaca_sip"), ExchangeCalendar.Xnys, lake.Time));
        Assert.That(error!.Message, Does.Contain("equities_minute").And.Contain("alpaca_iex"));
    }

    [TestCase("A,B;C!", "C!")]
    [TestCase("", "at least one symbol")]
    public void Run_BadSymbols_RefusedWithASentence(string symbols, string words)
    {
        using var lake = new TemporaryLake();
        var error = Assert.Throws<TradeMLException>(() => Run(lake, SymbolList.Parse(symbols)));
        Assert.That((error!.Kind, error.Message), Is.EqualTo((ErrorKind.BadInput, error.Message)));
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(File.Exists(NodeInit.StagePath(lake.Root)), Is.False);
    }

    [Test]
    public void Missing_OverlappingWindows_OnlyTheHoles()
    {
        DateOnly D(int day) => new(2020, 1, day);
        Assert.That(
            DayWindows.Missing(D(1), D(20), [(D(5), D(8)), (D(7), D(10)), (D(15), D(30))]),
            Is.EqualTo(new[] { (D(1), D(5)), (D(10), D(15)) }));
        Assert.That(DayWindows.Missing(D(1), D(3), [(D(1), D(3))]), Is.Empty);
    }

    private static NodeInitResult Run(TemporaryLake lake, IReadOnlyList<string> symbols) =>
        NodeInit.Run(lake.Lake, new StageRequest { Symbols = symbols, Start = Start, End = End }, ExchangeCalendar.Xnys,
            lake.Time);
}
