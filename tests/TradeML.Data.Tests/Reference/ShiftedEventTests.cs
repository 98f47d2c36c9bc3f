using NUnit.Framework;
using TradeML.Data.Reference;
using TradeML.Data.Settings;
using TradeML.Data.Tests.Quality;

namespace TradeML.Data.Tests.Reference;

public sealed class ShiftedEventTests
{
    private static readonly DateOnly Start = new(2022, 1, 3), End = new(2022, 12, 1);
    private static readonly CuratorOptions Options =
        new()
        {
            SourcePriority =
            new Dictionary<string, IReadOnlyList<string>> { ["raw/corp_actions"] = ["alpaca", "massive"] }
        };

    [Test]
    public async Task Build_TwoSourcesDateOneSplitADayApart_ItCountsOnceOnTheFirstSourcesDay()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2022, 6, 1), 2, double.NaN),
            ("SPLIT", new DateOnly(2022, 9, 1), 3, double.NaN));
        staged.ActionSource = "massive";
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2022, 6, 2), 2, double.NaN),
            ("SPLIT", new DateOnly(2022, 9, 2), 5, double.NaN));
        await ReferenceTables.BuildAsync(staged.Lake, Options, null, CancellationToken.None);
        using var session = staged.Lake.OpenSession();
        session.Register("reference/corp_actions");
        var rows = session.Query(
            "SELECT ex_date || ' ' || ratio::INT || ' ' || source_name FROM reference.corp_actions ORDER BY 1");
        Assert.That(rows.Texts(0),
            Is.EqualTo(new[] { "2022-06-01 2 alpaca", "2022-09-01 3 alpaca", "2022-09-02 5 massive" }),
            "another ratio is another event");
    }
}
