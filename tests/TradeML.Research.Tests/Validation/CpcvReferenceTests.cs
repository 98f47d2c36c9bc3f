using System.Text.Json;
using TradeML.Research.Validation;
using TradeML.Testing;

namespace TradeML.Research.Tests.Validation;

[Category("Reference")]
public sealed class CpcvReferenceTests
{
    private static IEnumerable<TestCaseData> Cases() => ReferenceCases.Of("cpcv.json", "cases");

    [Test]
    public void Plan_CountTable_HasTheExpectedSplitsAndPaths()
    {
        foreach (var item in ReferenceCases.Section("cpcv.json", "counts").EnumerateArray())
        {
            var plan = Empty(item.GetProperty("N").GetInt32(), item.GetProperty("k").GetInt32());
            Assert.That((plan.SplitCount, plan.PathCount),
                Is.EqualTo((item.GetProperty("n_splits").GetInt32(), item.GetProperty("n_paths").GetInt32())));
        }
    }

    [Test]
    public void PathOf_PathTables_EqualTheListings()
    {
        foreach (var item in ReferenceCases.Section("cpcv.json", "path_tables").EnumerateArray())
        {
            var plan = Empty(item.GetProperty("N").GetInt32(), item.GetProperty("k").GetInt32());
            var paths = item.GetProperty("path_id_of_each_test_group_per_split");
            for (var split = 0; split < plan.SplitCount; split++)
            {
                var groups = Reference.Integers(item.GetProperty("splits")[split]);
                Assert.That(plan.TestGroups(split).ToArray(), Is.EqualTo(groups));
                Assert.That(groups.Select(group => plan.PathOf(split, group)!.Value),
                    Is.EqualTo(Reference.Integers(paths[split])));
            }

            var byGroup = item.GetProperty("split_used_by_group_then_path");
            for (var group = 0; group < plan.GroupCount; group++)
                for (var path = 0; path < plan.PathCount; path++)
                    Assert.That(plan.SplitOf(path, group), Is.EqualTo(byGroup[group][path].GetInt32()));
        }
    }

    [Test]
    public void SplitOf_BookFigure_EqualsItsPaths()
    {
        var plan = Empty(6, 2);
        foreach (var path in ReferenceCases.Section("cpcv.json", "published", "afml_figure_12_2").EnumerateObject()
            .Where(item => item.Name.StartsWith("path_", StringComparison.Ordinal)))
            foreach (var group in path.Value.EnumerateObject())
            {
                int Ordinal(string text) => int.Parse(text[(text.IndexOfAny(['_', 'G', 'S']) + 1)..]) - 1;
                Assert.That(plan.SplitOf(Ordinal(path.Name), Ordinal(group.Name)),
                    Is.EqualTo(Ordinal(group.Value.GetString()!)));
            }
    }

    [Test]
    public void Plan_PublishedDocstring_KeepsItsTrainRows()
    {
        foreach (var item in ReferenceCases.Section("cpcv.json", "published", "skfolio_docstring", "cases")
            .EnumerateArray())
        {
            int count = item.GetProperty("n_rows").GetInt32(), length = item.GetProperty("label_length").GetInt32();
            var day = Enumerable.Range(0, count).ToArray();
            // Labels are cut at the end of the data there: the splitter knows lengths only.
            var plan = new CombinatorialPurgedCv(item.GetProperty("n_groups").GetInt32(),
                item.GetProperty("n_test_groups").GetInt32(), item.GetProperty("embargo").GetInt32())
                .Plan(count, day, [.. day.Select(d => Math.Min(d + length, count - 1))]);
            for (var split = 0; split < plan.SplitCount; split++)
                Assert.That(plan.TrainRows(split),
                    Is.EqualTo(Reference.Integers(item.GetProperty("train_rows_per_split")[split])));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Plan_Case_EqualsTheListing(JsonElement item)
    {
        var (plan, day, end) = PlanOf(item, Enumerable.Range(0, item.GetProperty("rows").GetArrayLength()).ToArray());
        Assert.That((plan.SplitCount, plan.PathCount),
            Is.EqualTo((item.GetProperty("n_splits").GetInt32(), item.GetProperty("n_paths").GetInt32())));
        for (var group = 0; group < plan.GroupCount; group++)
        {
            var (start, stop) = plan.GroupSessions(group);
            Assert.That(new[] { start, stop - 1 },
                Is.EqualTo(Reference.Integers(item.GetProperty("groups_first_last_session_index")[group])));
        }

        for (var split = 0; split < plan.SplitCount; split++)
        {
            var expected = item.GetProperty("splits")[split];
            var groups = Reference.Integers(expected.GetProperty("test_groups"));
            Assert.That(plan.TestGroups(split).ToArray(), Is.EqualTo(groups));
            Assert.That(plan.TrainRows(split), Is.EqualTo(TrainRows(expected)), $"train rows of split {split}");
            Assert.That(plan.TestRows(split),
                Is.EqualTo(
                    Enumerable.Range(0, day.Length)
                        .Where(row => end[row] >= 0 && groups.Contains(plan.GroupOf(day[row])))));
            Assert.That(plan.TestRows(split), Has.Length.EqualTo(expected.GetProperty("n_test_rows").GetInt32()));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Plan_RowsInAnotherOrder_KeepsTheSameRows(JsonElement item)
    {
        var rows = item.GetProperty("rows").EnumerateArray().ToArray();
        var symbolMajor = Enumerable.Range(0, rows.Length).OrderBy(i => rows[i][0].GetString(), StringComparer.Ordinal)
            .ThenBy(i => rows[i][1].GetInt32()).ToArray();
        var shuffled = Enumerable.Range(0, rows.Length).ToArray();
        new Random(7).Shuffle(shuffled);
        foreach (var order in new[] { symbolMajor, shuffled })
        {
            var (plan, _, _) = PlanOf(item, order);
            for (var split = 0; split < plan.SplitCount; split++)
            {
                var kept = plan.TrainRows(split);
                Assert.That(kept, Is.Ordered.Ascending);
                Assert.That(kept.Select(row => order[row]).Order(),
                    Is.EqualTo(TrainRows(item.GetProperty("splits")[split])));
            }
        }
    }

    private static (CpcvPlan Plan, int[] Day, int[] End) PlanOf(JsonElement item, int[] order)
    {
        var rows = item.GetProperty("rows").EnumerateArray().ToArray();
        int[] day = [.. order.Select(i => rows[i][1].GetInt32())];
        int[] end = [.. order.Select(i => rows[i][2].ValueKind == JsonValueKind.Null ? -1 : rows[i][2].GetInt32())];
        var config = new CombinatorialPurgedCv(
            item.GetProperty("n_groups").GetInt32(), item.GetProperty("n_test_groups").GetInt32(),
            item.GetProperty("embargo_sessions").GetInt32());
        return (config.Plan(item.GetProperty("n_sessions").GetInt32(), day, end), day, end);
    }

    private static IEnumerable<int> TrainRows(JsonElement split) =>
        split.GetProperty("train_row_ranges").EnumerateArray()
        .SelectMany(range => Enumerable.Range(range[0].GetInt32(), range[1].GetInt32() - range[0].GetInt32() + 1));

    private static CpcvPlan Empty(int groups, int testGroups)
    {
        var day = Enumerable.Range(0, groups * 2).ToArray();
        return new CombinatorialPurgedCv(groups, testGroups, 0).Plan(day.Length, day, day);
    }
}
