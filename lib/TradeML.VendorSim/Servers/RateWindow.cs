namespace TradeML.VendorSim.Servers;

/// <summary>
/// Counts the requests of one budget in windows of a second, a minute and a day that begin with the clock's full
/// seconds and minutes and at the plan's hour of the day. A refused request spends nothing. Thread-safe.
/// </summary>
internal sealed class RateWindow(VendorPlan plan)
{
    private readonly Lock gate = new();
    private readonly long dayOffset = (long)plan.DayResetUtc.TotalSeconds;
    private readonly Window[] windows =
    [
        new Window(1, plan.PerSecond, Refusal.PerSecond),
        new Window(60, plan.PerMinute, Refusal.PerMinute),
        new Window(86_400, plan.PerDay, Refusal.PerDay),
    ];

    /// <summary>Takes one request; null when the plan has no limit.</summary>
    public RateState? TryTake(DateTimeOffset now)
    {
        if (!plan.HasLimit) return null;
        var second = now.ToUnixTimeSeconds();
        lock (gate)
        {
            Refusal? refused = null;
            foreach (var window in windows)
            {
                window.Turn(window.Seconds == 86_400 ? second - dayOffset : second);
                if (window.Limit > 0 && window.Used >= window.Limit) refused ??= window.Refusal;
            }

            if (refused is null)
                foreach (var window in windows) window.Used++;
            var shown = refused is { } why
                ? windows.First(window => window.Refusal == why)
                : windows[1].Limit > 0 ? windows[1] : windows[2].Limit > 0 ? windows[2] : windows[0];
            var reset = ((shown.Number + 1) * shown.Seconds) + (shown.Seconds == 86_400 ? dayOffset : 0);
            return new RateState(shown.Limit, Math.Max(0, shown.Limit - shown.Used), reset, refused);
        }
    }

    private sealed class Window(int seconds, int limit, Refusal refusal)
    {
        public int Seconds => seconds;

        public int Limit => limit;

        public Refusal Refusal => refusal;

        public long Number { get; private set; } = -1;

        public int Used { get; set; }

        public void Turn(long second)
        {
            var current = second / seconds;
            if (current != Number) (Number, Used) = (current, 0);
        }
    }
}
