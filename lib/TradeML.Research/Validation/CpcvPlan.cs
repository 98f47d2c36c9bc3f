using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// The splits of a combinatorial purged cross-validation over given rows; see <see cref="CombinatorialPurgedCv"/>.
/// </summary>
public sealed class CpcvPlan
{
    private readonly int[] groupStarts;
    private readonly int[][] testGroups;
    private readonly CpcvRows rows;
    private readonly int embargo;

    internal CpcvPlan(CombinatorialPurgedCv config, int sessionCount, int[] day, int[] labelEnd)
    {
        embargo = config.Embargo;
        groupStarts = new int[config.Groups + 1];
        int size = sessionCount / config.Groups, larger = sessionCount % config.Groups;
        for (var group = 0; group < config.Groups; group++)
            groupStarts[group + 1] = groupStarts[group] + size + (group < larger ? 1 : 0);
        testGroups = Combinations.All(config.Groups, config.TestGroups);
        PathCount = Combinations.Count(config.Groups - 1, config.TestGroups - 1);
        rows = new(sessionCount, day, labelEnd);
    }

    /// <summary>Number of session groups.</summary>
    public int GroupCount => groupStarts.Length - 1;

    /// <summary>Number of splits, C(groups, test groups).</summary>
    public int SplitCount => testGroups.Length;

    /// <summary>
    /// Number of backtest paths, C(groups − 1, test groups − 1): each tests every group exactly once.
    /// </summary>
    public int PathCount { get; }

    /// <summary>Number of rows planned over, those without a label included.</summary>
    public int RowCount => rows.Count;

    /// <summary>The test groups of a split, ascending.</summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    public ReadOnlySpan<int> TestGroups(int split) => testGroups[split];

    /// <summary>First and one past the last session index of a group.</summary>
    /// <param name="group">0 … <see cref="GroupCount"/> − 1.</param>
    public (int Start, int End) GroupSessions(int group) => (groupStarts[group], groupStarts[group + 1]);

    /// <summary>The group of a session.</summary>
    /// <param name="session">Session index.</param>
    public int GroupOf(int session)
    {
        var found = Array.BinarySearch(groupStarts, session);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>
    /// The path that a split's test group belongs to: its number among the splits, in order, that test the group. Null
    /// when the split does not test it.
    /// </summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    /// <param name="group">0 … <see cref="GroupCount"/> − 1.</param>
    public int? PathOf(int split, int group)
    {
        if (!testGroups[split].Contains(group)) return null;
        var path = 0;
        for (var earlier = 0; earlier < split; earlier++)
            if (testGroups[earlier].Contains(group)) path++;
        return path;
    }

    /// <summary>The split that tests a group on a path.</summary>
    /// <param name="path">0 … <see cref="PathCount"/> − 1.</param>
    /// <param name="group">0 … <see cref="GroupCount"/> − 1.</param>
    public int SplitOf(int path, int group)
    {
        var seen = 0;
        for (var split = 0; split < testGroups.Length; split++)
            if (testGroups[split].Contains(group) && seen++ == path) return split;
        throw new TradeMLException(ErrorKind.Internal, $"There is no path {path} of {PathCount} for group {group}.");
    }

    /// <summary>
    /// The train rows of a split as ascending, disjoint ranges of row numbers (adjacent ones may not be joined).
    /// </summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    public IReadOnlyList<RowRange> TrainRanges(int split) => rows.Ranges(TrainWindows(split));

    /// <summary>The test rows of a split as ascending, disjoint ranges of row numbers.</summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    public IReadOnlyList<RowRange> TestRanges(int split) => rows.Ranges(TestWindows(split));

    /// <summary>The train rows of a split, ascending.</summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    public int[] TrainRows(int split) => CpcvRows.Materialise(rows.Ranges(TrainWindows(split)));

    /// <summary>The test rows of a split, ascending.</summary>
    /// <param name="split">0 … <see cref="SplitCount"/> − 1.</param>
    public int[] TestRows(int split) => CpcvRows.Materialise(rows.Ranges(TestWindows(split)));

    /// <summary>The test rows of one group, ascending: those of every split that tests it.</summary>
    /// <param name="group">0 … <see cref="GroupCount"/> − 1.</param>
    public int[] GroupRows(int group) =>
        CpcvRows.Materialise(rows.Ranges([new(groupStarts[group], groupStarts[group + 1] - 1, int.MaxValue)]));

    /// <summary>
    /// Demands that every test group spans some months, so that a path's blocks are long enough to judge.
    /// </summary>
    /// <param name="sessions">The sessions planned over.</param>
    /// <param name="months">Calendar months each group must span. Default 6.</param>
    /// <exception cref="TradeMLException">Data missing: a group is shorter.</exception>
    public void RequireTestBlocks(ReadOnlySpan<DateOnly> sessions, int months = 6)
    {
        if (sessions.Length != groupStarts[^1])
            throw new TradeMLException(ErrorKind.BadInput,
                $"{sessions.Length} sessions were given, the plan has {groupStarts[^1]}.");
        for (var group = 0; group < GroupCount; group++)
        {
            var first = sessions[groupStarts[group]];
            var next = group + 1 < GroupCount ? sessions[groupStarts[group + 1]] : sessions[^1].AddDays(1);
            if (next >= first.AddMonths(months)) continue;
            throw new TradeMLException(
                ErrorKind.DataMissing,
                $"Test block {group + 1} of {GroupCount} spans {first:yyyy-MM-dd} to "
                    + $"{sessions[groupStarts[group + 1] - 1]:yyyy-MM-dd}, less than {months} months.",
                null, "Train on a longer history, or take fewer groups.");
        }
    }

    private List<SessionWindow> TestWindows(int split)
    {
        var windows = new List<SessionWindow>();
        foreach (var (start, end) in TestRuns(split)) windows.Add(new(start, end - 1, int.MaxValue));
        return windows;
    }

    /// <summary>
    /// What remains between the test runs: sessions after the embargo, and labels that end before the next run's first
    /// label.
    /// </summary>
    private List<SessionWindow> TrainWindows(int split)
    {
        var runs = TestRuns(split);
        var windows = new List<SessionWindow>();
        var from = 0;
        var barred = -1;
        for (var i = 0; i <= runs.Count; i++)
        {
            var to = i < runs.Count ? runs[i].Start - 1 : groupStarts[^1] - 1;
            var before = int.MaxValue;
            for (var next = i; next < runs.Count && before == int.MaxValue; next++)
                before = rows.FirstLabelled(runs[next].Start, runs[next].End);
            from = Math.Max(from, barred + 1);
            if (from <= to) windows.Add(new(from, to, before));
            if (i == runs.Count) break;
            from = Math.Max(from, runs[i].End);
            var anchor = rows.LargestEnd(runs[i].Start, runs[i].End);
            if (anchor >= 0) barred = Math.Max(barred, anchor + embargo);
        }

        return windows;
    }

    private List<(int Start, int End)> TestRuns(int split)
    {
        var runs = new List<(int Start, int End)>();
        foreach (var group in testGroups[split])
        {
            if (runs.Count > 0 && runs[^1].End == groupStarts[group])
                runs[^1] = (runs[^1].Start, groupStarts[group + 1]);
            else runs.Add((groupStarts[group], groupStarts[group + 1]));
        }

        return runs;
    }
}
