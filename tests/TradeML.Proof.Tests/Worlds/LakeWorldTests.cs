using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Ops.Tests;
using TradeML.Proof.Runs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;
using TradeML.Store.Panels;
using TradeML.Testing;

namespace TradeML.Proof.Tests.Worlds;

public sealed class LakeWorldTests
{
    [Test]
    public async Task Load_CuratedLake_GivesThePanelThatTrainingReads()
    {
        using var lake = await SyntheticLake.CreateAsync(5);
        var panel = WorldPanel.Build(LakeWorld.Load(lake.Lake));
        var read = PanelLoader.Load(lake.Lake, lake.Symbols, SyntheticLake.Start, SyntheticLake.End);
        Assert.That(panel.Symbols, Is.EqualTo(read.Symbols));
        Assert.That(panel.Sessions, Is.EqualTo(read.Sessions));
        Assert.That(panel.Day, Is.EqualTo(read.Day));
        Assert.That(panel.Close, Is.EqualTo(read.Close));
        Assert.That(panel.Volume, Is.EqualTo(read.Volume));
    }

    [Test]
    public async Task Load_LakeWithFacts_EveryColumnIsThatOfTraining()
    {
        using var lake = await SyntheticLake.CreateAsync(4);
        await FactRows.WriteAsync(lake.Lake, lake.Symbols, SyntheticLake.Start);
        var panel = WorldPanel.Build(LakeWorld.Load(lake.Lake));
        var read = PanelLoader.Load(lake.Lake, lake.Symbols, SyntheticLake.Start, SyntheticLake.End);
        Assert.That(panel.Symbols, Is.EqualTo(read.Symbols).And.Contain("second"));
        foreach (var column in PanelColumn.Numbers)
        {
            Assert.That(read.Columns.Number(column), Is.Not.Null.And.Some.Not.NaN, column.Name);
            Assert.That(panel.Columns.Number(column), Is.EqualTo(read.Columns.Number(column)), column.Name);
        }

        foreach (var column in PanelColumn.Categories)
        {
            Assert.That(panel.Columns.Category(column)!.Names, Is.EqualTo(read.Columns.Category(column)!.Names),
                column.Name);
            Assert.That(panel.Columns.Category(column)!.Codes,
                Is.EqualTo(read.Columns.Category(column)!.Codes).And.Some.Not.Negative, column.Name);
        }
    }

    [Test]
    public async Task Proof_OfALakeWithFacts_HasASubjectForEachAndHolds()
    {
        using var lake = await SyntheticLake.CreateAsync(4);
        await FactRows.WriteAsync(lake.Lake, lake.Symbols, SyntheticLake.Start);
        var world = LakeWorld.Load(lake.Lake);
        using var session = lake.Lake.OpenSession();
        IPointInTimeSubject[] subjects = [.. KnownFacts.Of(world, lake.Lake.Contracts, session),
            new UniverseTableSubject(new() { AdvWindow = 20 })];
        Assert.That(subjects, Has.Length.EqualTo(6));
        foreach (var verdict in PointInTimeProof.Run(world, subjects, CutSampler.Sample(world, 4, 1), 1).Subjects)
        {
            Assert.That(verdict.Leaks.SelectMany(l => l.Examples), Is.Empty, verdict.Subject);
            Assert.That(verdict.Compared - verdict.Unknown, Is.Positive, verdict.Subject);
        }
    }

    [Test]
    public async Task Load_WindowAndSymbols_ReadsNoMore()
    {
        using var lake = await SyntheticLake.CreateAsync(5);
        var world = LakeWorld.Load(lake.Lake, new DateOnly(2020, 6, 1), new DateOnly(2020, 7, 1), ["S01", "S03"]);
        Assert.That(world.Symbols, Is.EqualTo(new[] { "S01", "S03" }));
        Assert.That(world.Sessions[0], Is.EqualTo(new DateOnly(2020, 6, 1)));
        Assert.That(world.Sessions[^1], Is.EqualTo(new DateOnly(2020, 6, 30)));
    }

    [Test]
    public async Task Proof_OfALake_Holds()
    {
        using var lake = await SyntheticLake.CreateAsync(6);
        var world = LakeWorld.Load(lake.Lake);
        IPointInTimeSubject[] subjects = [new FeatureSubject(FeatureSets.EquitiesV1, 2),
            new LabelSubject("forward_5d", new() { Kind = "forward" }), new UniverseSubject(new())];
        Assert.That(PointInTimeProof.Run(world, subjects, CutSampler.Sample(world, 3, 1), 1).Holds, Is.True);
    }

    [TestCase(-1, 0, ExpectedResult = "close", Description = "fetched as history")]
    [TestCase(-30, 2, ExpectedResult = "close", Description = "collected live, before the next open")]
    [TestCase(-30, 40, ExpectedResult = "arrival", Description = "collected live, but late")]
    public string First_Arrival_DecidesWhenABarCountsAsKnown(int sinceDays, int arrivedHours)
    {
        var session = ExchangeCalendar.Xnys.Find(new DateOnly(2024, 3, 5))!.Value;
        var since = sinceDays == -1 ? session.CloseUtc.AddDays(100) : session.CloseUtc.AddDays(sinceDays);
        var arrived = sinceDays == -1 ? since : session.CloseUtc.AddHours(arrivedHours);
        var known = Publication.First(session.CloseUtc, session.CloseUtc.AddHours(17), arrived, since);
        return known == session.CloseUtc ? "close" : known == arrived ? "arrival" : "neither";
    }
}
