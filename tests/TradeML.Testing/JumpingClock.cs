namespace TradeML.Testing;

/// <summary>
/// A clock for simulated weeks: it stands still while this process works and jumps to the next timer as soon as nothing
/// can go on without it. All timers of code that takes a <see cref="TimeProvider"/> run on it; the network, which does
/// not follow it, holds it.
/// </summary>
/// <remarks>
/// Nothing can go on when no more threads of the pool are taken than ever were at the least, no work is queued, and the
/// caller says that no request is under way, all of it at two looks in a row. Work on threads of its own is not seen;
/// there is none in the node.
/// </remarks>
public sealed class JumpingClock : TimeProvider, IDisposable
{
    private readonly PriorityQueue<Timer, (long Due, long Order)> timers = new();
    private readonly Lock gate = new();
    private readonly Func<bool> waitsOutside;
    private readonly ManualResetEvent stop = new(false);
    private readonly Thread driver;
    private DateTimeOffset now;
    private long order;
    private long jumps;
    private int fewest = int.MaxValue; // threads of the pool that never come free: a test host blocks some for itself

    /// <summary>Starts a clock.</summary>
    /// <param name="start">What it shows first.</param>
    /// <param name="waitsOutside">Whether something is awaited that the clock has no part in, such as an answer over
    /// the network.</param>
    public JumpingClock(DateTimeOffset start, Func<bool> waitsOutside)
    {
        now = start.ToUniversalTime();
        this.waitsOutside = waitsOutside;
        driver = new Thread(Drive) { IsBackground = true, Name = "jumping clock" };
        driver.Start();
    }

    /// <summary>How often it jumped.</summary>
    public long Jumps => Interlocked.Read(ref jumps);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stops jumping.</summary>
    public void Dispose()
    {
        stop.Set();
        driver.Join();
        stop.Dispose();
    }

    private void Drive()
    {
        var quiet = 0;
        while (!stop.WaitOne(quiet == 0 ? 1 : 0))
        {
            quiet = IsQuiet() ? quiet + 1 : 0;
            if (quiet < 2)
            {
                if (quiet == 1) Thread.Yield();
                continue;
            }

            quiet = 0;
            Jump();
        }
    }

    private bool IsQuiet()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        fewest = Math.Min(fewest, most - free);
        return most - free == fewest && ThreadPool.PendingWorkItemCount == 0 && !waitsOutside();
    }

    private void Jump()
    {
        Timer timer;
        long generation;
        lock (gate)
        {
            while (timers.TryPeek(out var first, out var at) && !first.IsDueAt(at.Order)) timers.Dequeue();
            if (!timers.TryDequeue(out timer!, out var due)) return;
            generation = due.Order;
            if (due.Due > now.UtcTicks) now = new DateTimeOffset(due.Due, TimeSpan.Zero);
            jumps++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static s => s.timer.Fire(s.generation), (timer, generation),
            preferLocal: false);
    }

    private sealed class Timer(JumpingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan every = Timeout.InfiniteTimeSpan;
        private long current = -1;

        public bool IsDueAt(long entry) => current == entry;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                every = period;
                Schedule(dueTime);
            }

            return true;
        }

        public void Fire(long entry)
        {
            lock (clock.gate)
            {
                if (current != entry) return; // changed or disposed meanwhile
                Schedule(every > TimeSpan.Zero ? every : Timeout.InfiniteTimeSpan);
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate) current = -1;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan after)
        {
            if (after == Timeout.InfiniteTimeSpan)
            {
                current = -1;
                return;
            }

            current = ++clock.order;
            clock.timers.Enqueue(this, ((clock.now + after).UtcTicks, current));
        }
    }
}
