using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Data.Quality.Audits;
using TradeML.Data.Reference;
using TradeML.Data.Tests.Quality;
using TradeML.Testing;

namespace TradeML.Data.Tests.Reference;

public sealed class SurvivorshipMeasureTests
{
    private static readonly DateOnly Start = new(2023, 1, 3), End = new(2023, 7, 3);

    [Test]
    public void Measure_HalfTheMemberDaysHeld_IsTheShareOfMemberDays()
    {
        var middle = new DateOnly(2023, 4, 3);
        var held = new Dictionary<string, (DateOnly, DateOnly)> { ["AAA"] = (Start, End), ["BBB"] = (middle, End) };
        var coverage = SurvivorshipMeasure.Measure(
            [new("AAA", new(1996, 1, 2), null), new("BBB", Start, null), new("CCC", Start, middle),
                new("OLD", new(2000, 1, 3), new(2010, 1, 4))],
            held, Start, End, 0.25, ExchangeCalendar.Xnys);
        int all = ExchangeCalendar.Xnys.Count(Start, End), late = ExchangeCalendar.Xnys.Count(middle, End);
        Assert.That(coverage.CoveredShare, Is.EqualTo((double)(all + late) / (all + all + (all - late))));
        Assert.That(coverage.MissingMembers, Is.EqualTo(new[] { "CCC" }));
        Assert.That(coverage.DelistedShare, Is.EqualTo(0.25));
    }

    [Test]
    public async Task Measure_WithoutMembership_IsUnknownWithAReason()
    {
        using var staged = new StagedLake(Start, End, null, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End));
        await staged.DeliverBarsAsync("BBB", Start, End, StagedLake.Path(Start, End));
        await staged.DeliverListingsAsync(("AAA", true), ("BBB", false));
        await ListingSnapshots.RefreshAsync(staged.Lake);
        var coverage = SurvivorshipMeasure.Measure(staged.Lake, Start, End);
        Assert.That(coverage.CoveredShare, Is.Null);
        Assert.That(coverage.Reason, Does.Contain("unknown"));
        Assert.That(coverage.DelistedShare, Is.EqualTo(0.5));
    }

    [Test]
    [Category("SharedData")]
    public async Task Measure_RealMembership_ShowsHowTodaysMembersThinOut()
    {
        using var staged = new StagedLake(Start, End, null, "AAPL");
        var members = await IndexMembershipImport.RunAsync(staged.Lake, TestPaths.SharedFile("index_membership.csv"),
            staged.Temporary.Time);
        Assert.That(members.Stays, Is.EqualTo(1230));
        await staged.DeliverBarsAsync("AAPL", Start, End, StagedLake.Path(Start, End));
        var coverage = SurvivorshipMeasure.Measure(staged.Lake, Start, End, "SP500");
        Assert.That(coverage.CoveredShare, Is.EqualTo(1.0 / 503).Within(0.0002));
        Assert.That(coverage.MissingMembers, Has.Count.GreaterThan(490).And.None.EqualTo("AAPL"));
    }
}
