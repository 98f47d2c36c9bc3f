namespace TradeML.Node.Status;

/// <summary>
/// What each part of a node is doing: working on something, or idle until an instant. A part that is woken counts as
/// working from that moment, so a node whose parts are all idle has nothing to do before <see cref="NextDue"/>. Safe
/// for concurrent use.
/// </summary>
public sealed class NodeActivity
{
    // a clock that was set is noticed this soon
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Entry> parts = new(StringComparer.Ordinal);
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Creates an activity without parts.</summary>
    /// <param name="time">Clock.</param>
    public NodeActivity(TimeProvider time) => this.time = time;

    /// <summary>The parts and what they do, ordered by name.</summary>
    public IReadOnlyList<PartState> Parts
    {
        get
        {
            List<PartState> states;
            List<Func<IReadOnlyList<PartState>>> sources;
            lock (gate)
            {
                states = [.. parts.Select(p => p.Value.State(p.Key))];
                sources = [.. parts.Values.Select(p => p.Inner).OfType<Func<IReadOnlyList<PartState>>>()];
            }

            // not under the lock: they have locks of their own
            foreach (var source in sources) states.AddRange(source());
            return [.. states.OrderBy(s => s.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The earliest instant (UTC) at which an idle part goes on by itself; null when none does.</summary>
    public DateTimeOffset? NextDue => Parts.Where(p => !p.Working).Min(p => p.Until);

    /// <summary>Ends at the next change of any part.</summary>
    public Task Changed
    {
        get
        {
            lock (gate) return changed.Task;
        }
    }

    /// <summary>Whether every part is idle and none is due.</summary>
    /// <param name="now">Now.</param>
    public bool IsIdle(DateTimeOffset now) =>
        Parts is { Count: > 0 } states && states.All(p => !p.Working && !(p.Until <= now));

    /// <summary>Says what a part works on.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="what">What it does, in a few words.</param>
    public void Working(string part, string what) => Set(part, e => (e.Working, e.What, e.Until) = (true, what, null));

    /// <summary>Says that a part has nothing to do.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="until">When it goes on (UTC); null: when it is woken.</param>
    /// <param name="why">What it waits for, in a few words.</param>
    public void Idle(string part, DateTimeOffset? until, string why) =>
        Set(part, e => (e.Working, e.What, e.Until) = (false, why, until));

    /// <summary>
    /// Lets parts within a part speak for it while they run: the part itself counts as idle, and waking it wakes them.
    /// </summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="what">What it does, in a few words.</param>
    /// <param name="inner">What they do now; safe for concurrent use.</param>
    /// <param name="wake">Wakes them; they count as working when it returns.</param>
    public void Follow(string part, string what, Func<IReadOnlyList<PartState>> inner, Action wake) =>
        Set(part, e => (e.Working, e.What, e.Until, e.Inner, e.WakeInner) = (false, what, null, inner, wake));

    /// <summary>Ends <see cref="Follow"/>; the part counts as working.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="what">What it does now, in a few words.</param>
    public void Unfollow(string part, string what) =>
        Set(part, e => (e.Working, e.What, e.Until, e.Inner, e.WakeInner) = (true, what, null, null, null));

    /// <summary>Forgets a part that has ended.</summary>
    /// <param name="part">Name of the part.</param>
    public void Remove(string part)
    {
        lock (gate)
        {
            if (parts.Remove(part)) Signal();
        }
    }

    /// <summary>Ends a part's wait, or the next one when it is working. From now on it counts as working.</summary>
    /// <param name="part">Name of the part.</param>
    public void Wake(string part)
    {
        Action? inner;
        lock (gate)
        {
            var entry = Of(part);
            inner = entry.WakeInner;
            entry.Woken = inner is null;
            entry.Waiter?.TrySetResult();
            Signal();
        }

        inner?.Invoke();
    }

    /// <summary>Lets a part sleep, idle, until an instant comes, the clock is set back, or it is woken.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="until">When it goes on (UTC); null: when it is woken.</param>
    /// <param name="why">What it waits for, in a few words.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Whether it was woken.</returns>
    public async Task<bool> SleepAsync(string part, DateTimeOffset? until, string why, CancellationToken token)
    {
        Task waiter;
        lock (gate)
        {
            var entry = Of(part);
            if (entry.Woken) return Awake(entry);
            (entry.Working, entry.What, entry.Until, entry.Waiter) = (false, why, until, NewSignal());
            waiter = entry.Waiter.Task;
            Signal();
        }

        var slept = time.GetUtcNow();
        while (!waiter.IsCompleted && time.GetUtcNow() is var now && now >= slept && !(until <= now))
        {
            slept = now;
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            var sleep = until is { } due && due - now < LongestSleep ? due - now : LongestSleep;
            var timer = Task.Delay(sleep, time, stop.Token);
            // else it moved before the timer was set: look again
            if (time.GetUtcNow() == now) await Task.WhenAny(waiter, timer).ConfigureAwait(false);
            token.ThrowIfCancellationRequested();
            await stop.CancelAsync().ConfigureAwait(false);
        }

        lock (gate) return Awake(Of(part));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool Awake(Entry entry)
    {
        var woken = entry.Woken;
        (entry.Working, entry.What, entry.Until, entry.Waiter, entry.Woken) = (true, "looking", null, null, false);
        Signal();
        return woken;
    }

    private void Set(string part, Action<Entry> change)
    {
        lock (gate)
        {
            change(Of(part));
            Signal();
        }
    }

    private Entry Of(string part)
    {
        if (!parts.TryGetValue(part, out var entry)) parts[part] = entry = new Entry();
        return entry;
    }

    private void Signal()
    {
        var old = changed;
        changed = NewSignal();
        old.TrySetResult();
    }

    private sealed class Entry
    {
        public bool Working { get; set; } = true;

        public bool Woken { get; set; }

        public string What { get; set; } = "starting";

        public DateTimeOffset? Until { get; set; }

        public TaskCompletionSource? Waiter { get; set; }

        public Func<IReadOnlyList<PartState>>? Inner { get; set; }

        public Action? WakeInner { get; set; }

        public PartState State(string name) => new(name, Working || Woken, What, Until);
    }
}
