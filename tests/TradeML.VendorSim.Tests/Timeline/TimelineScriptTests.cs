using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Tests.Timeline;

public sealed class TimelineScriptTests
{
    [Test]
    public void Parse_AllSteps_GiveTheTimeline()
    {
        var timeline = TimelineScript.Parse(
            """
            - { revise: AAPL, first: 2019-03-01, last: 2019-03-05, factor: 1.02, at: 2022-06-01T12:00:00Z }
            - { split: XYZ, ex_date: 2022-06-03, ratio: 0.1, at: 2022-06-08 }
            - { dividend: XYZ, ex_date: 2022-06-03, cash: 0.5, at: 2022-06-08 }
            - { rename: FB, to: META, on: 2022-06-09 }
            - { outage: massive, from: 2022-06-01, to: 2022-06-03, hangs: true }
            """,
            "t.yml");
        Assert.That(timeline.Revisions, Is.EqualTo(new[]
        {
            new Revision("AAPL", new DateOnly(2019, 3, 1), new DateOnly(2019, 3, 5), 1.02,
                new DateTimeOffset(2022, 6, 1, 12, 0, 0, TimeSpan.Zero)),
        }));
        Assert.That(timeline.LateActions[0], Is.EqualTo(
            new LateAction("XYZ", CorporateActionKind.ReverseSplit, new DateOnly(2022, 6, 3),
                new DateTimeOffset(2022, 6, 8, 0, 0, 0, TimeSpan.Zero))
            { Ratio = 0.1 }));
        Assert.That((timeline.LateActions[1].Kind, timeline.LateActions[1].Cash),
            Is.EqualTo((CorporateActionKind.CashDividend, 0.5)));
        Assert.That(timeline.Renames, Is.EqualTo(new[] { new Rename("FB", "META", new DateOnly(2022, 6, 9)) }));
        Assert.That(timeline.OutageOf("massive", new DateTimeOffset(2022, 6, 2, 0, 0, 0, TimeSpan.Zero))!.Hangs,
            Is.True);
        Assert.That(timeline.OutageOf("massive", new DateTimeOffset(2022, 6, 3, 0, 0, 0, TimeSpan.Zero)), Is.Null);
    }

    [TestCase("- { flood: X }", "flood")]
    [TestCase("- { rename: A, to: B }", "'on'")]
    [TestCase("- { rename: A, to: B, on: soon }", "'on'")]
    [TestCase("- { outage: massive, from: 2022-06-01, to: 2022-06-03, depth: 3 }", "depth")]
    [TestCase("rename: A", "list")]
    [TestCase("- [1]", "mapping")]
    [TestCase("- {", "YAML")]
    public void Parse_WrongText_NamesFileLineAndWhat(string yaml, string mention)
    {
        var error = Assert.Throws<TradeMLException>(() => TimelineScript.Parse(yaml, "t.yml"))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(mention));
        Assert.That(error.Place, Does.StartWith("t.yml, line "));
    }

    [Test]
    public void Read_NoSuchFile_SaysSo() =>
        Assert.That(Assert.Throws<TradeMLException>(() => TimelineScript.Read("none.yml"))!.Message,
            Does.Contain("does not exist"));
}
