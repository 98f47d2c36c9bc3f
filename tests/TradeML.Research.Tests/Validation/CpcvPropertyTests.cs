#pragma warning disable NUnit1027 // FsCheck supplies the arguments
using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

/// <summary>Invariants over random panels, against definitions that look at every pair of rows.</summary>
public sealed class CpcvPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Plan_RandomRows_TrainNeverTouchesTest(int seed)
    {
        var (plan, day, end, embargo) = Random(seed);
        for (var split = 0; split < plan.SplitCount; split++)
        {
            int[] train = plan.TrainRows(split), test = plan.TestRows(split);
            foreach (var i in train)
                foreach (var j in test)
                    if (day[i] <= end[j] && day[j] <= end[i])
                        Assert.Fail(
                            $"seed {seed}, split {split}: row {i} [{day[i]}, {end[i]}] touches test row {j} "
                                + $"[{day[j]}, {end[j]}]");
            Assert.That(train, Is.EqualTo(Slow(plan, day, end, embargo, split)), $"seed {seed}, split {split}");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Paths_RandomRows_CoverEveryTestGroupExactlyOnce(int seed)
    {
        var (plan, day, end, _) = Random(seed);
        for (var path = 0; path < plan.PathCount; path++)
        {
            var covered = new List<int>();
            for (var group = 0; group < plan.GroupCount; group++)
            {
                var split = plan.SplitOf(path, group);
                Assert.That(plan.PathOf(split, group), Is.EqualTo(path));
                var rows = plan.GroupRows(group);
                Assert.That(rows, Is.SubsetOf(plan.TestRows(split)));
                covered.AddRange(rows);
            }

            Assert.That(covered.Order(), Is.EqualTo(Enumerable.Range(0, day.Length).Where(row => end[row] >= 0)),
                "each labelled row once");
        }
    }

    [Test]
    public void RequireTestBlocks_ShortHistory_SaysWhichBlock()
    {
        var sessions = RandomPanel.Sessions(8 * 133);
        var day = Enumerable.Range(0, sessions.Length).ToArray();
        var plan = new CombinatorialPurgedCv().Plan(sessions.Length, day, day);
        Assert.That(() => plan.RequireTestBlocks(sessions), Throws.Nothing);
        Assert.That(() => plan.RequireTestBlocks(sessions, 7),
            Throws.TypeOf<TradeMLException>().With.Message.StartsWith("Test block 1 of 8"));
    }

    [TestCase(1, 1, 0)]
    [TestCase(8, 8, 0)]
    [TestCase(8, 0, 0)]
    [TestCase(8, 2, -1)]
    public void Constructor_ValueOutside_Throws(int groups, int testGroups, int embargo) =>
        Assert.That(() => new CombinatorialPurgedCv(groups, testGroups, embargo), Throws.TypeOf<TradeMLException>());

    [Test]
    public void Plan_LabelEndsBeforeItStarts_Throws() =>
        Assert.That(() => new CombinatorialPurgedCv(2, 1, 0).Plan(4, [0, 1, 2, 3], [0, 0, 2, 3]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("Row 1"));

    private static (CpcvPlan Plan, int[] Day, int[] End, int Embargo) Random(int seed)
    {
        var random = new Random(seed);
        int sessions = random.Next(12, 40), groups = random.Next(2, 7), testGroups = random.Next(1, groups),
            embargo = random.Next(0, 5);
        var day = new List<int>();
        for (var symbol = 0; symbol < 3; symbol++)
            day.AddRange(Enumerable.Range(0, sessions).Where(_ => random.NextDouble() < 0.8));
        if (seed % 3 == 0) day.Sort();
        if (seed % 3 == 1) day = [.. day.OrderBy(_ => random.Next())];
        int[] end = [
            .. day.Select(d => random.NextDouble() < 0.1 ? -1 : Math.Min(sessions - 1, d + random.Next(0, 7)))];
        return (new CombinatorialPurgedCv(groups, testGroups, embargo).Plan(sessions, [.. day], end), [.. day], end,
            embargo);
    }

    private static IEnumerable<int> Slow(CpcvPlan plan, int[] day, int[] end, int embargo, int split)
    {
        var groups = plan.TestGroups(split).ToArray();
        bool Tests(int session) => groups.Contains(plan.GroupOf(session));
        var runs = new List<(int First, int Last)>();
        foreach (var (start, stop) in groups.Select(plan.GroupSessions))
            if (runs.Count > 0 && runs[^1].Last == start - 1) runs[^1] = (runs[^1].First, stop - 1);
            else runs.Add((start, stop - 1));
        return Enumerable.Range(0, day.Length).Where(i => end[i] >= 0 && !Tests(day[i])
            && !Enumerable.Range(0, day.Length)
                .Any(j => end[j] >= 0 && Tests(day[j]) && day[i] <= end[j] && day[j] <= end[i])
            && !runs.Any(run =>
            {
                var ends = Enumerable.Range(0, day.Length)
                    .Where(j => end[j] >= 0 && day[j] >= run.First && day[j] <= run.Last).Select(j => end[j]).ToArray();
                return ends.Length > 0 && embargo > 0 && day[i] > run.Last && day[i] <= ends.Max() + embargo;
            }));
    }
}
