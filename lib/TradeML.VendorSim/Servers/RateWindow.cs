using System.Globalization;

namespace TradeML.VendorSim.Servers;

/// <summary>Counts requests in windows of one minute that begin at the clock's full minutes. Thread-safe.</summary>
internal sealed class RateWindow(int perMinute)
{
    private readonly Lock gate = new();
    private long minute = -1;
    private int used;

    /// <summary>Takes one request and adds the rate headers; false when the minute is spent.</summary>
    public bool TryTake(DateTimeOffset now, Reply reply)
    {
        if (perMinute <= 0) return true;
        bool granted;
        int left;
        var current = Math.DivRem(now.ToUnixTimeSeconds(), 60, out _);
        lock (gate)
        {
            if (current != minute) (minute, used) = (current, 0);
            granted = used < perMinute;
            if (granted) used++;
            left = perMinute - used;
        }

        reply.Headers.Add(("X-RateLimit-Limit", perMinute.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-RateLimit-Remaining", left.ToString(CultureInfo.InvariantCulture)));
        reply.Headers.Add(("X-RateLimit-Reset", ((current + 1) * 60).ToString(CultureInfo.InvariantCulture)));
        return granted;
    }
}
