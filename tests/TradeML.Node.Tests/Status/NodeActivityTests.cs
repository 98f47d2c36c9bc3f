using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using TradeML.Node.Status;

namespace TradeML.Node.Tests.Status;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NodeActivityTests
{
    private static readonly DateTimeOffset Noon = new(2024, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Noon) { AutoAdvanceAmount = TimeSpan.Zero };

    [Test]
    public async Task SleepAsync_UntilComes_EndsAndCountsAsWorkingAgain()
    {
        var activity = new NodeActivity(time);
        var sleep = activity.SleepAsync("loop", Noon.AddHours(5), "dinner", CancellationToken.None);
        Assert.That(activity.IsIdle(Noon), Is.True);
        Assert.That(activity.NextDue, Is.EqualTo(Noon.AddHours(5)));
        time.SetUtcNow(Noon.AddHours(5));
        Assert.That(activity.IsIdle(Noon.AddHours(5)), Is.False, "its hour has come, whether it has noticed or not");
        Assert.That(await sleep, Is.False);
        Assert.That(activity.Parts, Is.EqualTo(new[] { new PartState("loop", true, "looking", null) }));
    }

    [Test]
    public async Task Wake_Sleeper_CountsAsWorkingAtOnce()
    {
        var activity = new NodeActivity(time);
        var sleep = activity.SleepAsync("loop", null, "tasks", CancellationToken.None);
        Assert.That((activity.IsIdle(Noon), activity.NextDue), Is.EqualTo((true, (DateTimeOffset?)null)));
        activity.Wake("loop");
        Assert.That(activity.IsIdle(Noon), Is.False);
        Assert.That(await sleep, Is.True);
    }

    [Test]
    public async Task Wake_WhileWorking_IsNotLost()
    {
        var activity = new NodeActivity(time);
        activity.Working("loop", "something");
        activity.Wake("loop");
        Assert.That(await activity.SleepAsync("loop", Noon.AddHours(1), "more", CancellationToken.None), Is.True);
        Assert.That(activity.SleepAsync("loop", Noon.AddHours(1), "more", CancellationToken.None).IsCompleted, Is.False,
            "woken once, it sleeps the next time");
    }

    [Test]
    public async Task SleepAsync_ClockIsSetBack_EndsSoonSoThatTheLoopLooksAnew()
    {
        var clock = new SetBackClock(Noon);
        var activity = new NodeActivity(clock);
        var sleep = activity.SleepAsync("loop", Noon.AddMinutes(30), "the next look", CancellationToken.None);
        clock.SetBack(TimeSpan.FromHours(3));
        clock.Elapse(TimeSpan.FromMinutes(1));
        Assert.That(await sleep, Is.False);
    }

    [Test]
    public void SleepAsync_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        var activity = new NodeActivity(time);
        var sleep = activity.SleepAsync("loop", null, "tasks", stop.Token);
        stop.Cancel();
        Assert.That(async () => await sleep, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void IsIdle_OnePartWorks_IsFalse()
    {
        var activity = new NodeActivity(time);
        activity.Idle("a", Noon.AddDays(1), "rest");
        activity.Idle("b", null, "tasks");
        Assert.That((activity.IsIdle(Noon), activity.NextDue), Is.EqualTo((true, (DateTimeOffset?)Noon.AddDays(1))));
        activity.Working("b", "a task");
        Assert.That(activity.IsIdle(Noon), Is.False);
        activity.Remove("b");
        Assert.That(activity.IsIdle(Noon), Is.True);
    }

    /// <summary>A clock whose wall time can be set back while its timers go on.</summary>
    private sealed class SetBackClock(DateTimeOffset start) : TimeProvider
    {
        private readonly FakeTimeProvider ticking = new(start);
        private TimeSpan shift;

        public void SetBack(TimeSpan by) => shift -= by;

        public void Elapse(TimeSpan by) => ticking.Advance(by);

        public override DateTimeOffset GetUtcNow() => ticking.GetUtcNow() + shift;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            ticking.CreateTimer(callback, state, dueTime, period);
    }
}
