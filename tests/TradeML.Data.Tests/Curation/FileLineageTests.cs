using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Data.Tests.Quality;
using TradeML.Lake.Lineage;

namespace TradeML.Data.Tests.Curation;

public sealed class FileLineageTests
{
    private static readonly DateOnly Start = new(2022, 1, 3), End = new(2023, 3, 1);

    [Test]
    public async Task Lineage_OfACuratedFile_EndsAtTheRawFilesAndTheirAddresses()
    {
        using var staged = await BuiltAsync();
        var lineage = FileLineage.Of(staged.Lake, Year(staged, 2022));
        Assert.That(lineage.Steps.Where(s => s.Of == lineage.File.Path).Select(s => (s.Table, s.Folder, s.Files.Count)),
            Is.EqualTo(new[]
        {
            ("raw/equities_bars", "freq=1d", 2), ("reference/corp_actions", "", 1), ("reference/securities", "", 1),
        }));
        Assert.That(lineage.Steps.Select(s => s.State), Is.All.EqualTo(LineageState.Unchanged));
        Assert.That(lineage.Steps.Select(s => s.Table), Does.Contain("raw/corp_actions"));
        Assert.That(lineage.Raw.Select(r => r.File.Path), Is.EqualTo(
            staged.Lake.Manifest.All().Where(f => f.Table is "raw/equities_bars" or "raw/corp_actions")
                .Select(f => f.Path)));
        Assert.That(lineage.Raw.SelectMany(r => r.SourceUris), Is.All.EqualTo("test"));
        Assert.That(lineage.Unrecorded, Is.Empty);
        Assert.That(FileLineage.Of(staged.Lake, Year(staged, 2022), "BBB").Raw.Select(r => r.File.Symbol),
            Is.All.EqualTo("BBB"));
    }

    [Test]
    public async Task Lineage_OfAFileThatALaterAnswerDidNotTouch_StillNamesWhatItWasMadeFrom()
    {
        using var staged = await BuiltAsync();
        var before = FileLineage.Of(staged.Lake, Year(staged, 2022));
        staged.Temporary.Time.Advance(TimeSpan.FromDays(1));
        var window = (Start: new DateOnly(2023, 2, 1), End);
        await staged.DeliverBarsAsync("AAA", window.Start, window.End, StagedLake.Path(window.Start, window.End, 9));
        await staged.Curator.CurateIncrementalAsync();
        var after = FileLineage.Of(staged.Lake, Year(staged, 2022));
        Assert.That(after.Raw.Select(r => r.File.Path), Is.EqualTo(before.Raw.Select(r => r.File.Path)),
            "the year was left alone");
        Assert.That(after.Steps[0].State, Is.EqualTo(LineageState.Unchanged), "of the raw bars it read none is gone");
        Assert.That(FileLineage.Of(staged.Lake, Year(staged, 2023)).Raw, Has.Count.EqualTo(before.Raw.Count + 1));
        await staged.DeliverActionsAsync("AAA", Start, End, ("DIVIDEND", new DateOnly(2023, 2, 1), double.NaN, 1));
        await staged.Curator.CurateIncrementalAsync();
        await staged.DeliverActionsAsync("AAA", Start, End,
            ("NAME_CHANGE", new DateOnly(2023, 2, 1), double.NaN, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        Assert.That(FileLineage.Of(staged.Lake, Year(staged, 2022)).Steps[1].State, Is.EqualTo(LineageState.Replaced));
    }

    [Test]
    public async Task Lineage_OfAnUnknownFile_SaysSo()
    {
        using var staged = await BuiltAsync();
        Assert.That(
            Assert.Throws<TradeMLException>(() => FileLineage.Of(staged.Lake, "curated/none.parquet"))!.Message,
            Does.Contain("The manifest has no such file."));
    }

    private static string Year(StagedLake staged, int year) =>
        staged.Lake.Manifest.Files("curated/equities_ohlcv_adj").Single(f => f.Partition == $"year={year}").Path;

    private static async Task<StagedLake> BuiltAsync()
    {
        var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End));
        await staged.DeliverBarsAsync("BBB", Start, End, StagedLake.Path(Start, End, 2));
        await staged.DeliverActionsAsync("BBB", Start, End, ("SPLIT", new DateOnly(2022, 6, 1), 2, double.NaN));
        await staged.Curator.CurateIncrementalAsync();
        return staged;
    }
}
