using NUnit.Framework;
using TradeML.Data.Quality;
using TradeML.Data.Queue;
using TradeML.Data.Settings;

namespace TradeML.Data.Tests.Quality;

public sealed class QcRefreshTests
{
    private static readonly DateOnly Start = new(2023, 1, 3), End = new(2023, 7, 3);
    private static readonly string[] Bars = ["raw/equities_bars"];

    [TestCase(true)]
    [TestCase(false)]
    public async Task Run_DamagedOrMissingFile_GoesRedIsFetchedAgainAndMends(bool missing)
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        foreach (var symbol in new[] { "AAA", "BBB" })
            await staged.DeliverBarsAsync(symbol, Start, End, StagedLake.Path(Start, End));
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Green, Is.EqualTo(248));
        var file = staged.Lake.Manifest.Files(Bars[0]).Single(f => f.Symbol == "AAA");
        var path = Path.Combine(staged.Lake.Root, file.Path);
        if (missing) File.Delete(path);
        else
        {
            var bytes = File.ReadAllBytes(path);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
        }

        var summary = await QcRefresh.RunAsync(staged.Lake, new QcThresholds());
        Assert.That((summary.Missing.Count, summary.Changed.Count, summary.Broken),
            Is.EqualTo((missing ? 1 : 0, missing ? 0 : 1, 124L)));
        Assert.That(File.Exists(path), Is.False, "the damaged bytes were moved aside");
        var red = (await staged.Audit.ScanAsync(Bars)).Tables[0];
        Assert.That((red.Red, red.NewTasks), Is.EqualTo((124L, 1)));
        Assert.That(staged.Audit.Gaps().Single().Code, Is.EqualTo(QcCodes.ChecksumMismatch));

        var task = QueueView.List(staged.Lake.Control).Single().Task;
        staged.Temporary.Time.Advance(TimeSpan.FromMinutes(1));
        await staged.DeliverBarsAsync("AAA", task.Start, task.End, StagedLake.Path(Start, End));
        staged.Lake.Control.Write(tx => tx.Execute("UPDATE backfill_queue SET status = 'DONE'"));
        Assert.That((await staged.Audit.ScanAsync(Bars)).Tables[0].Green, Is.EqualTo(248));
        var again = await QcRefresh.RunAsync(staged.Lake, new QcThresholds());
        Assert.That((again.Missing.Count + again.Changed.Count, again.Changes), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task Run_StricterThresholds_JudgeTheStoredRowsAgain()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End));
        await staged.Audit.ScanAsync(Bars);
        var strict = new QcThresholds { JumpLimit = 0.0101 };
        var summary = await QcRefresh.RunAsync(staged.Lake, strict);
        Assert.That((summary.Judged, summary.Changes), Is.EqualTo((124L, 0L)), "no move of the path is larger");
        strict = new QcThresholds { JumpLimit = 0.01, MinPrice = 101 };
        summary = await QcRefresh.RunAsync(staged.Lake, strict);
        var coverage = staged.Lake.Partitions.Coverage(Bars[0]);
        Assert.That(summary.Changes, Is.EqualTo(coverage.Amber + coverage.Red));
        Assert.That(coverage.Red, Is.GreaterThan(0), "prices below 101 are not believed now");
        Assert.That(await QcRefresh.RunAsync(staged.Lake, strict), Has.Property("Changes").EqualTo(0),
            "the same again changes nothing");
        await QcRefresh.RunAsync(staged.Lake, new QcThresholds());
        Assert.That(staged.Lake.Partitions.Coverage(Bars[0]).Green, Is.EqualTo(124));
    }
}
