using NUnit.Framework;
using TradeML.Data.Ingest.Routing;
using TradeML.Testing;

namespace TradeML.Data.Tests.Ingest;

public sealed class VendorRefusalsTests
{
    [Test]
    public void Note_IsBelievedForAWeekAndSurvivesARestart()
    {
        using var lake = new TemporaryLake();
        var refusals = new VendorRefusals(lake.Lake.Control, lake.Time);
        Assert.That(refusals.Of("fmp", "earnings"), Is.Null);
        refusals.Note("fmp", "earnings", "not in the plan");
        var noted = new VendorRefusal(lake.Time.GetUtcNow().UtcDateTime, "not in the plan");
        Assert.That((refusals.Of("fmp", "earnings"), refusals.Version), Is.EqualTo((noted, 1)));
        Assert.That(refusals.Of("fmp", "other"), Is.Null);
        Assert.That(refusals.Of("other", "earnings"), Is.Null);
        var again = new VendorRefusals(lake.Lake.Control, lake.Time);
        Assert.That((again.Of("fmp", "earnings"), again.Version), Is.EqualTo((noted, 0)));
        lake.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.That(refusals.Of("fmp", "earnings"), Is.EqualTo(noted));
        lake.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(refusals.Of("fmp", "earnings"), Is.Null, "plans change");
    }

    [Test]
    public void Note_Again_BeginsAnewAndForgetEndsIt()
    {
        using var lake = new TemporaryLake();
        var refusals = new VendorRefusals(lake.Lake.Control, lake.Time);
        refusals.Note("fmp", "earnings", "not in the plan");
        lake.Time.Advance(TimeSpan.FromDays(6));
        refusals.Note("fmp", "earnings", "still not");
        lake.Time.Advance(TimeSpan.FromDays(6));
        Assert.That(new VendorRefusals(lake.Lake.Control, lake.Time).Of("fmp", "earnings")!.Why,
            Is.EqualTo("still not"));
        refusals.Forget("fmp", "earnings");
        refusals.Forget("fmp", "earnings");
        Assert.That((refusals.Of("fmp", "earnings"), refusals.Version), Is.EqualTo(((VendorRefusal?)null, 3)),
            "what is not known is not forgotten twice");
        Assert.That(new VendorRefusals(lake.Lake.Control, lake.Time).Of("fmp", "earnings"), Is.Null);
    }
}
