using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class CpcvPlanTests
{
    private static readonly int[] Days = [.. Enumerable.Range(0, 10)];

    [Test]
    public void Groups_OfARemainder_TheFirstAreLonger()
    {
        var plan = new CombinatorialPurgedCv(4, 2, 0).Plan(10, Days, Days);
        Assert.That(Enumerable.Range(0, 4).Select(plan.GroupSessions),
            Is.EqualTo(new[] { (0, 3), (3, 6), (6, 8), (8, 10) }));
        Assert.That(Days.Select(plan.GroupOf), Is.EqualTo(new[] { 0, 0, 0, 1, 1, 1, 2, 2, 3, 3 }));
        Assert.That((plan.SplitCount, plan.PathCount, plan.RowCount), Is.EqualTo((6, 3, 10)));
    }

    [Test]
    public void Rows_LabelsOfTwoSessions_ArePurgedBeforeAndEmbargoedAfterTheTest()
    {
        int[] end = [.. Days.Select(d => d + 2 < 10 ? d + 2 : -1)];
        var plan = new CombinatorialPurgedCv(5, 1, 1).Plan(10, Days, end);
        Assert.That(plan.TestRows(1), Is.EqualTo(new[] { 2, 3 }));
        // Labels known at session 2 or later go (rows 0 and 1); the last test label ends at 5 and the embargo bars
        // session 6.
        Assert.That(plan.TrainRows(1), Is.EqualTo(new[] { 7 }));
        Assert.That(plan.TestRows(4), Is.Empty, "without a label there is nothing to test");
        Assert.That(plan.TrainRows(4), Is.EqualTo(Enumerable.Range(0, 8)));
        Assert.That(plan.TrainRanges(4).Sum(r => r.Count), Is.EqualTo(8));
        Assert.That(plan.TestRanges(1).Select(r => (r.Start, r.Count)), Is.EqualTo(new[] { (2, 2) }));
        Assert.That(plan.GroupRows(3), Is.EqualTo(new[] { 6, 7 }));
    }

    [Test]
    public void Paths_EverySplitAndGroup_AreEachOthersInverse()
    {
        var plan = new CombinatorialPurgedCv(5, 2, 0).Plan(10, Days, Days);
        for (var group = 0; group < plan.GroupCount; group++)
            for (var path = 0; path < plan.PathCount; path++)
                Assert.That(plan.PathOf(plan.SplitOf(path, group), group), Is.EqualTo(path));
        Assert.That(plan.PathOf(0, 4), Is.Null, "the first split tests the first two groups");
        Assert.That(() => plan.SplitOf(4, 0),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("no path 4 of 4 for group 0"));
    }

    [Test]
    public void RequireTestBlocks_AYearInTwo_HasSixMonthsAndNoMore()
    {
        DateOnly[] sessions = [.. Enumerable.Range(0, 12).Select(m => new DateOnly(2020, 1, 1).AddMonths(m)),
            new DateOnly(2020, 12, 31)];
        var days = Enumerable.Range(0, sessions.Length).ToArray();
        var plan = new CombinatorialPurgedCv(2, 1, 0).Plan(sessions.Length, days, days);
        Assert.That(() => plan.RequireTestBlocks(sessions, 5), Throws.Nothing);
        var error = Assert.Throws<TradeMLException>(() => plan.RequireTestBlocks(sessions))!;
        Assert.That((error.Kind, error.Message),
            Is.EqualTo(
                (ErrorKind.DataMissing, "Test block 2 of 2 spans 2020-08-01 to 2020-12-31, less than 6 months.")));
        Assert.That(() => plan.RequireTestBlocks(sessions.AsSpan(1).ToArray()),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("12 sessions were given, the plan has 13"));
    }
}
