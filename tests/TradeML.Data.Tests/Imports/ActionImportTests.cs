using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Data.Settings;
using TradeML.Testing;

namespace TradeML.Data.Tests.Imports;

public sealed class ActionImportTests
{
    private const string Header = "Symbol,Ex_Date,Event_Type,Ratio,Amount\n";

    [Test]
    public async Task Actions_SplitAndTwoDividendsOfADay_AreEventsAndNothingTheSecondTime()
    {
        using var lake = new TemporaryLake();
        const string lines = "aaa,2024-02-01,split,2,\nAAA,2024-02-02,DIVIDEND,,0.5\nAAA,2024-02-02,DIVIDEND,,3\n";
        Assert.That(await ImportAsync(lake, lines, complete: false), Is.EqualTo((3, 3, 0)));
        Assert.That(await ImportAsync(lake, lines, complete: false), Is.EqualTo((3, 0, 0)));
        var batch = lake.Lake.Reader.ReadBatch("raw/corp_actions", orderBy: "ex_date, amount");
        Assert.That(batch.Get<string?[]>("symbol"), Is.All.EqualTo("AAA"));
        Assert.That(batch.Get<double[]>("ratio")[0], Is.EqualTo(2));
        Assert.That(batch.Get<double[]>("amount")[1..], Is.EqualTo(new[] { 0.5, 3 }));
        Assert.That(Confirmed(lake), Is.Empty, "nobody said that these are all");
    }

    [Test]
    public async Task Actions_SaidToBeComplete_ConfirmTheDaysOfTheImportedBars()
    {
        using var lake = new TemporaryLake();
        var path = Path.Combine(lake.Root, "bars.csv");
        File.WriteAllText(path, "date,symbol,open,high,low,close,volume\n"
            + "2024-02-01,AAA,1,1,1,1,1\n2024-02-02,AAA,1,1,1,1,1\n2024-02-01,BBB,1,1,1,1,1\n");
        using (var bars = BarFile.Load(path))
            await FileImport.BarsAsync(lake.Lake, bars, ExchangeCalendar.Xnys, new QcThresholds(), lake.Time);
        Assert.That(await ImportAsync(lake, "AAA,2024-02-02,SPLIT,2,\n", complete: true), Is.EqualTo((1, 1, 2)));
        Assert.That(Confirmed(lake), Is.EqualTo(new[] { "AAA 2", "BBB 1" }), "each over the days of its own bars");
    }

    [TestCase("AAA,2024-02-01,MERGER,2,\n", "neither SPLIT nor DIVIDEND", "line 2, column event_type")]
    [TestCase("AAA,2024-02-01,SPLIT,,2\n", "needs a ratio", "line 2, column ratio")]
    [TestCase("AAA,2024-02-01,DIVIDEND,,-1\n", "needs an amount", "line 2, column amount")]
    [TestCase("AAA,,DIVIDEND,,1\n", "empty", "line 2, column ex_date")]
    [TestCase("AAA,2024-02-01,SPLIT,2,\naaa,2024-02-01,SPLIT,2,\n", "twice", "line 3, column symbol")]
    public void Actions_BadFile_IsRefusedNamingThePlace(string lines, string words, string place)
    {
        using var lake = new TemporaryLake();
        var error = Assert.ThrowsAsync<TradeMLException>(() => ImportAsync(lake, lines, complete: false))!;
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Place, Does.EndWith(place));
        Assert.That(lake.Lake.Reader.Files("raw/corp_actions"), Is.Empty);
    }

    [Test]
    public void Actions_SaidToBeCompleteWithoutBars_AreRefused()
    {
        using var lake = new TemporaryLake();
        var error = Assert.ThrowsAsync<TradeMLException>(
            () => ImportAsync(lake, "AAA,2024-02-02,SPLIT,2,\n", complete: true))!;
        Assert.That(error.Remedy, Does.Contain("ata import bars"));
        Assert.That(lake.Lake.Reader.Files("raw/corp_actions"), Is.Empty);
    }

    [Test]
    public void Load_SplitWithoutAColumnRatio_NamesTheEvent()
    {
        using var lake = new TemporaryLake();
        var path = Path.Combine(lake.Root, "actions.csv");
        File.WriteAllText(path, "symbol,ex_date,event_type,amount\nAAA,2024-02-02,SPLIT,2\n");
        Assert.That(Assert.Throws<TradeMLException>(() => ActionFile.Load(path))!.Place,
            Is.EqualTo("actions.csv, line 2, column event_type"));
    }

    private static IEnumerable<string> Confirmed(TemporaryLake lake) => lake.Lake.Control.Read(r => r.Query<string>(
        "SELECT symbol || ' ' || (end_day - start_day) FROM confirmations WHERE dataset = 'corp_actions' "
            + "ORDER BY symbol"));

    private static Task<(int Events, int Written, int Confirmed)> ImportAsync(
        TemporaryLake lake, string lines, bool complete)
    {
        var path = Path.Combine(lake.Root, "actions.csv");
        File.WriteAllText(path, Header + lines);
        return ActionImport.RunAsync(lake.Lake, ActionFile.Load(path), complete, ExchangeCalendar.Xnys,
            new QcThresholds(), lake.Time);
    }
}
