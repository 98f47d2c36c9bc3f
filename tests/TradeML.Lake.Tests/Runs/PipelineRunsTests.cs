using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Runs;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Runs;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public sealed class PipelineRunsTests(StoreKind kind)
{
    private TemporaryLake temporary = null!;

    private PipelineRuns Runs => temporary.Lake.Runs;

    [SetUp]
    public void Open() => temporary = new TemporaryLake(kind);

    [TearDown]
    public void Close() => temporary.Dispose();

    [Test]
    public void Finish_StartedRun_KeepsParamsMetricsAndTimes()
    {
        var id = Runs.Start("equities_xs_train", """{"seed":1}""");
        temporary.Time.Advance(TimeSpan.FromMinutes(5));
        Runs.Finish(id, """{"sharpe":1.5}""", "models/equities_xs/abc");
        var start = new DateTime(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc);
        Assert.That(Runs.Find(id), Is.EqualTo(new PipelineRun(
            id, "equities_xs_train", """{"seed":1}""", RunStatus.Succeeded, start, start.AddMinutes(5),
            """{"sharpe":1.5}""", "models/equities_xs/abc", null)));
    }

    [Test]
    public void Start_FailedOrCancelledRunAgain_BeginsAnew()
    {
        Runs.Start("train", "{}", "abc");
        Runs.Fail("abc", "The disk was full.");
        Assert.That(Runs.Find("abc")!.Error, Is.EqualTo("The disk was full."));
        Runs.Start("train", "{}", "abc");
        Runs.Cancel("abc");
        Assert.That(Runs.Find("abc")!.Status, Is.EqualTo(RunStatus.Cancelled));
        Runs.Start("train", "{}", "abc");
        Assert.That(Runs.Find("abc"),
            Is.EqualTo(Runs.Find("abc")! with { Status = RunStatus.Running, FinishedAt = null, Error = null }));
        Assert.That(Runs.Recent("train"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Start_SucceededRunAgain_IsRefused()
    {
        Runs.Start("train", "{}", "abc");
        Runs.Finish("abc");
        Assert.That(() => Runs.Start("train", "{}", "abc"),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
        Assert.That(() => Runs.Finish("abc"), Throws.TypeOf<TradeMLException>());
    }

    [Test]
    public void Recent_ManyRuns_AreNewestFirst()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            Runs.Start("train", "{}", id);
            temporary.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Runs.Start("other", "{}", "d");
        Assert.That(Runs.Recent("train", 2).Select(r => r.Id), Is.EqualTo(["c", "b"]));
        Assert.That(Runs.Recent().Select(r => r.Id), Is.EqualTo(["d", "c", "b", "a"]));
    }
}
