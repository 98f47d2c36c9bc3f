using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Store.Tables;
using TradeML.Testing;

namespace TradeML.Store.Tests.Tables;

/// <summary>
/// An incremental build writes the years that something has changed in, and the result is that of a build from nothing,
/// byte for byte.
/// </summary>
[TestFixture]
public sealed class StoreBuilderTests
{
    private static readonly DateOnly Start = new(2019, 6, 3), End = new(2022, 5, 2);

    private static readonly FeatureSetConfig Set = new()
    {
        Name = "small_v1",
        Features = ["mom_20", "rvol_10", "drawdown_20", "adv_10_dollar", "adv_5_shares", "dow_sin", "log_mktcap"],
        Steps = [CrossSectionStep.Winsorise(0.1), CrossSectionStep.ZScore],
    };

    private static readonly LabelSetOptions Forward = new() { Kind = "forward", Horizon = 5 };
    private static readonly LabelSetOptions Barrier = new() { Kind = "triple_barrier", Horizon = 5 };

    private TemporaryLake lake = null!;

    [SetUp]
    public void OpenLake() => lake = NewLake();

    [TearDown]
    public void RemoveLake() => lake.Dispose();

    [Test]
    public async Task Build_OfALake_HoldsWhatTheKernelsGive()
    {
        var book = CuratedBook.Random(4, Start, End, 7);
        await book.WriteAsync(lake);
        var build = await Build(lake);
        Assert.That(build.Rebuilt, Is.EqualTo(new[] { 2019, 2020, 2021, 2022 }));
        Assert.That(build.Changed, Has.Count.EqualTo(4));
        Assert.That(build.Rows, Is.EqualTo(book.Keys.Count));
        Assert.That(build.Missing.Keys, Is.EqualTo(new[] { "feat_log_mktcap" }));
        var panel = TradeML.Store.Panels.PanelLoader.LoadAll(lake.Lake);
        var expected = EquityFeatures.Build(panel, Set);
        var stored = lake.Lake.Reader.ReadBatch("features/small_v1", orderBy: "symbol, date");
        Assert.That(stored.Get<float[]>("feat_mom_20"), Is.EqualTo(expected.Column("feat_mom_20").ToArray()));
        Assert.That(stored.Get<float[]>("feat_dow_sin"), Is.EqualTo(expected.Column("feat_dow_sin").ToArray()));
        var status = StoreStatus.Of(lake.Lake, "features/small_v1");
        Assert.That((status.Rows, status.CuratedRows, status.Symbols),
            Is.EqualTo(((long)panel.Rows, (long)panel.Rows, 4L)));
        Assert.That(status.Columns.Single(c => c.Name == "feat_mom_20").Unknown,
            Is.EqualTo(80.0 / panel.Rows).Within(1e-9));
        Assert.That(status.Columns.Single(c => c.Name == "feat_log_mktcap").Unknown, Is.EqualTo(1));
    }

    [Test]
    public async Task Build_Again_WritesNothing()
    {
        await CuratedBook.Random(3, Start, End, 7).WriteAsync(lake);
        await Build(lake);
        var again = await Build(lake);
        Assert.That((again.Rebuilt, again.Changed), Is.EqualTo((Array.Empty<int>(), Array.Empty<string>())));
    }

    [Test]
    public async Task Build_AfterANewDay_WritesItsYearAlone()
    {
        var book = CuratedBook.Random(3, Start, End, 7);
        await book.WriteAsync(lake);
        await Build(lake);
        await BuildLabels(lake, "forward", Forward);
        for (var i = 0; i < 3; i++) book.Add($"S{i:00}", End, End.AddDays(1), new Random(i));
        await book.WriteAsync(lake);
        Assert.That((await Build(lake)).Rebuilt, Is.EqualTo(new[] { 2022 }));
        Assert.That((await BuildLabels(lake, "forward", Forward)).Rebuilt, Is.EqualTo(new[] { 2022 }));
    }

    [Test]
    public async Task Build_AfterAChangedPrice_WritesTheYearsWithinReach()
    {
        var book = CuratedBook.Random(3, Start, End, 7);
        await book.WriteAsync(lake);
        await Build(lake);
        await BuildLabels(lake, "forward", Forward);
        book.Scale(("S01", new DateOnly(2020, 6, 1)), 1.1);
        await book.WriteAsync(lake);
        Assert.That((await Build(lake)).Changed.Select(p => p.Split('/')[2]), Is.EqualTo(new[] { "year=2020" }));
        Assert.That((await BuildLabels(lake, "forward", Forward)).Changed.Select(p => p.Split('/')[2]),
            Is.EqualTo(new[] { "year=2020" }));
        book.Scale(("S01", new DateOnly(2020, 12, 29)), 1.1);
        await book.WriteAsync(lake);
        var build = await Build(lake);
        Assert.That(build.Rebuilt, Is.EqualTo(new[] { 2020, 2021 }), "windows of January look back into December");
        Assert.That(build.Changed, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Build_WithOtherSettings_WritesAllYears()
    {
        await CuratedBook.Random(3, Start, End, 7).WriteAsync(lake);
        await Build(lake);
        var other = Set with { Steps = [CrossSectionStep.ZScore] };
        Assert.That((await new StoreBuilder(lake.Lake, 1).FeaturesAsync(other)).Changed, Has.Count.EqualTo(4));
    }

    [Test]
    public void Build_AfterAnyChanges_EqualsABuildFromNothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(6),
        Prop.ForAll(Gen.Choose(0, 1_000_000).ArrayOf(4).ToArbitrary(), seeds =>
        {
            using var changed = NewLake();
            var book = CuratedBook.Random(4, Start, End, seeds[0]);
            foreach (var seed in seeds)
            {
                Change(book, seed);
                Update(changed, book);
            }

            using var fresh = NewLake();
            Update(fresh, book);
            foreach (var table in (string[])["features/small_v1", "labels/forward", "labels/barrier"])
                Assert.That(Content(changed, table), Is.EqualTo(Content(fresh, table)), table);
        }));

    private static void Change(CuratedBook book, int seed)
    {
        var random = new Random(seed);
        var key = book.Keys[random.Next(book.Keys.Count)];
        switch (random.Next(7))
        {
            case 0: book.Scale(key, 1.07); break;
            case 1: book.Split(key, 3); break;
            case 2: book.Remove(k => k == key); break;
            case 3: book.Remove(k => k.Symbol == key.Symbol && k.Date > key.Date); break;
            case 4: book.Remove(k => k.Date.Year == 2019); break;
            case 5: book.Add($"T{random.Next(3)}", new DateOnly(2020, 11, 2), new DateOnly(2021, 2, 1), random); break;
            default: book.Add(key.Symbol, End, End.AddDays(3), random); break;
        }
    }

    private static void Update(TemporaryLake lake, CuratedBook book)
    {
        book.WriteAsync(lake).GetAwaiter().GetResult();
        Build(lake).GetAwaiter().GetResult();
        BuildLabels(lake, "forward", Forward).GetAwaiter().GetResult();
        BuildLabels(lake, "barrier", Barrier).GetAwaiter().GetResult();
    }

    /// <summary>Years with rows: hash of the bytes and of the inputs.</summary>
    private static List<string> Content(TemporaryLake lake, string table) =>
        [.. lake.Lake.Manifest.Files(table).Where(f => f.Rows > 0)
            .Select(f => $"{f.Partition} {f.Sha256} {f.InputsHash} {f.ConfigHash} {f.CodeVersion}")];

    private static Task<StoreBuild> Build(TemporaryLake lake) => new StoreBuilder(lake.Lake, 2).FeaturesAsync(Set);

    private static Task<StoreBuild> BuildLabels(TemporaryLake lake, string name, LabelSetOptions set) =>
        new StoreBuilder(lake.Lake, 2).LabelsAsync(name, set);

    private static TemporaryLake NewLake() => new(new ContractCatalog(
        [.. ContractCatalog.LoadEmbedded().Tables, StoreTables.Features(Set), StoreTables.Labels("forward", Forward),
            StoreTables.Labels("barrier", Barrier)]));
}
