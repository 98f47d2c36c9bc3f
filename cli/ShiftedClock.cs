namespace TradeML.Cli;

/// <summary>
/// A clock that runs like another but started at a chosen instant: the demo's day is the one after its market's last.
/// </summary>
/// <param name="inner">The clock that ticks.</param>
/// <param name="start">What this clock shows when it is made (UTC).</param>
internal sealed class ShiftedClock(TimeProvider inner, DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - inner.GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + shift;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
