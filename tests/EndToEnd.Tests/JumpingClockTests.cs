using NUnit.Framework;
using TradeML.Testing;

namespace EndToEnd.Tests;

/// <summary>The clock of the simulated weeks.</summary>
[NonParallelizable]
public sealed class JumpingClockTests
{
    private static readonly DateTimeOffset Start = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Delay_OfDays_TakesNoTimeAndEndsInOrder()
    {
        var preparing = true;
        using var clock = new JumpingClock(Start, () => Volatile.Read(ref preparing));
        var ended = new List<(int Days, DateTimeOffset At)>();
        var delays = new[] { 3, 1, 2 }.Select(async days =>
        {
            await Task.Delay(TimeSpan.FromDays(days), clock);
            lock (ended) ended.Add((days, clock.GetUtcNow()));
        }).ToList();
        Volatile.Write(ref preparing, false);
        await Task.WhenAll(delays);
        Assert.That(ended, Is.EqualTo(new[] { (1, Start.AddDays(1)), (2, Start.AddDays(2)), (3, Start.AddDays(3)) }));
    }

    [Test]
    public async Task Clock_WhileSomethingIsAwaitedOutside_StandsStill()
    {
        var (outside, looks) = (true, 0);
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var clock = new JumpingClock(Start, () =>
        {
            if (Interlocked.Increment(ref looks) == 100) looked.SetResult();
            return Volatile.Read(ref outside);
        });
        var delay = Task.Delay(TimeSpan.FromHours(1), clock);
        await looked.Task; // a hundred times it might have jumped, but for what is outside
        Assert.That((delay.IsCompleted, clock.GetUtcNow()), Is.EqualTo((false, Start)));
        Volatile.Write(ref outside, false);
        await delay;
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Start.AddHours(1)));
    }

    [Test]
    public async Task PeriodicTimer_Disposed_FiresNoMore()
    {
        using var clock = new JumpingClock(Start, () => false);
        using (var timer = new PeriodicTimer(TimeSpan.FromMinutes(15), clock))
            for (var i = 1; i <= 3; i++)
                Assert.That(await timer.WaitForNextTickAsync(), Is.True);
        var at = clock.GetUtcNow();
        Assert.That(at, Is.GreaterThanOrEqualTo(Start.AddMinutes(45)));
        await Task.Delay(TimeSpan.FromHours(1), clock);
        Assert.That(clock.GetUtcNow(), Is.EqualTo(at.AddHours(1)));
    }
}
