using NUnit.Framework;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Quality.Forecast;
using TradeML.Data.Settings;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Tests.Quality;

/// <summary>
/// The estimate against a queue that is drained request by request through the bucket and the spending rule themselves.
/// </summary>
public sealed class VendorDrainTests
{
    private static readonly DateTime Now = new(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc);

    [Test]
    public void Run_ManyRequests_TakeTheRate()
    {
        var done = VendorDrain.Run(Limit(200, 20, 200_000),
            [new OpenWork("equities_minute", TaskKind.Gap, 1, 10, 40_020)], Now)[0];
        Assert.That((done.DoneAt - Now)!.Value.TotalMinutes, Is.EqualTo(200).Within(0.01));
        Assert.That(done.Bound, Is.EqualTo("alpaca's 200 requests a minute"));
    }

    [Test]
    public void Run_MoreThanADay_WaitsForTheResets()
    {
        // 21 a day of 25 may go to bulk: 21 now, 21 at midnight, 8 at the next.
        var done = VendorDrain.Run(Limit(60, 1, 25), [new OpenWork("corp_actions", TaskKind.Gap, 1, 50, 50)], Now)[0];
        Assert.That(done.DoneAt,
            Is.EqualTo(new DateTime(2024, 3, 6, 0, 0, 5, DateTimeKind.Utc)).Within(TimeSpan.FromSeconds(3)));
        Assert.That(done.Bound, Is.EqualTo("alpaca's 25 requests a day"));
    }

    [Test]
    public void Run_FrozenVendor_BeginsWhenItThaws()
    {
        var limit = Limit(60, 10, 1000) with { FrozenUntil = Now.AddHours(1) };
        var done = VendorDrain.Run(limit, [new OpenWork("equities_eod", TaskKind.Gap, 1, 1, 10)], Now)[0];
        Assert.That(done.DoneAt, Is.EqualTo(Now.AddHours(1)));
        Assert.That(done.Bound, Does.Contain("left alone until 2024-03-04 22:00"));
    }

    [Test]
    public void Run_FailedTask_WaitsForItsNextTry()
    {
        var done = VendorDrain.Run(Limit(60, 10, 1000),
            [new OpenWork("equities_eod", TaskKind.Gap, 1, 1, 1, Now.AddMinutes(30))], Now)[0];
        Assert.That((done.DoneAt, done.Bound),
            Is.EqualTo((Now.AddMinutes(30), "the next try of a failed task at 2024-03-04 21:30 UTC")));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    public void Run_RandomQueue_EndsWhenTheDrainedQueueDoes(int seed)
    {
        var random = new Random(seed);
        var limit = Limit(random.Next(1, 120), random.Next(1, 20),
            random.Next(20, 2000)) with
        { Used = random.Next(0, 20) };
        OpenWork[] work =
        [
            new("equities_eod", TaskKind.Bootstrap, 0, 1, random.Next(0, 1500)),
            new("equities_minute", TaskKind.Gap, 1, 1, random.Next(1, 1500)),
            new("equities_eod", TaskKind.QcProbe, 2, 1, random.Next(0, 60)),
            new("equities_eod", TaskKind.Forward, 5, 1, random.Next(1, 60)),
        ];
        var estimated = VendorDrain.Run(limit, work, Now);
        var drained = Drain(limit, work);
        for (var i = 0; i < work.Length; i++)
            Assert.That(estimated[i].DoneAt, Is.EqualTo(drained[i]).Within(TimeSpan.FromSeconds(2)),
                work[i].ToString());
    }

    // Every request asks the rule and the bucket, as a runner does; nothing is computed ahead.
    private static DateTime[] Drain(VendorLimit limit, OpenWork[] work)
    {
        var (bucket, used, reset) = (new TokenBucket(limit.Burst, limit.RequestsPerMinute, 0), limit.Used,
            limit.ResetsAt);
        var left = work.Select(w => (long)w.Requests).ToArray();
        var done = work.Select(_ => Now).ToArray();
        var seconds = 0.0;
        while (left.Any(l => l > 0))
        {
            if (Now.AddSeconds(seconds) >= reset) (used, reset) = (0, reset.AddDays(1));
            var next = Array.FindIndex(work,
                w =>
                    left[Array.IndexOf(work, w)] > 0
                        && SpendingRule.Allows(limit.Slices, limit.DailyCap, used, 1, w.Kind));
            if (next < 0) seconds = (reset - Now).TotalSeconds;
            else if (!bucket.TryTake(seconds, 1, out var wait)) seconds += wait;
            else
            {
                used++;
                if (--left[next] == 0) done[next] = Now.AddSeconds(seconds);
            }
        }

        return done;
    }

    [TestCase(10, "less than a minute")]
    [TestCase(12_000, "about 3 h 20 min")]
    [TestCase(187_200, "about 2 d 4 h")]
    public void Words_Duration_ReadsAsOneWouldSayIt(int seconds, string text) =>
        Assert.That(TimeToGreen.Words(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [Test]
    public async Task Estimate_StagedGaps_NamesDatasetVendorAndBound()
    {
        using var staged = new StagedLake(new(2023, 1, 3), new(2023, 7, 3), null, "AAA", "BBB");
        await staged.Audit.ScanAsync();
        var endpoints = new EndpointsOptions
        {
            Endpoints = [.. new[] { "equities_eod", "corp_actions", "listings" }.Select(d => new EndpointEntry
            {
                Dataset = d, Vendor = "alpaca", Endpoint = "/", HardRpm = 2, SoftDailyCap = 1000, BurstLimit = 1,
                Priority = 0, VerifiedOn = new(2024, 1, 1),
            })],
        };
        var forecast = TimeToGreen.Estimate(staged.Lake, endpoints, new BudgetSlices(),
            d => d == "listings" ? null : "alpaca", staged.Temporary.Time);
        Assert.That(forecast.Datasets.Select(d => (d.Dataset, d.Vendor, d.Tasks)),
            Is.EqualTo(new (string, string?, long)[]
        {
            ("listings", null, 1), ("corp_actions", "alpaca", 2), ("equities_eod", "alpaca", 2),
        }).Or.EqualTo(
            new (string, string?, long)[] { ("listings", null, 1), ("equities_eod", "alpaca", 2),
                ("corp_actions", "alpaca", 2) }));
        Assert.That(forecast.Datasets[1].Text,
            Is.EqualTo("less than a minute, bounded by alpaca's 2 requests a minute"));
        Assert.That(forecast.Duration, Is.Null, "nobody can be asked for listings");
    }

    private static VendorLimit Limit(double rpm, double burst, long cap) => new()
    {
        Vendor = "alpaca", RequestsPerMinute = rpm, Burst = burst, DailyCap = cap, Used = 0,
        ResetsAt = new DateTime(2024, 3, 5, 0, 0, 0, DateTimeKind.Utc),
    };
}
