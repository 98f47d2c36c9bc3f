namespace TradeML.Vendors.Connectors;

/// <summary>Instants as the lake stores them: UTC, whole microseconds.</summary>
public static class Instants
{
    /// <summary>The present.</summary>
    /// <param name="time">Clock.</param>
    public static DateTime Now(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }
}
