using System.Globalization;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Forecast;

/// <summary>
/// How long one vendor's budget takes to work off what waits for it: pure arithmetic over token bucket, daily slices,
/// resets and freezes.
/// </summary>
internal static class VendorDrain
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(3650);

    /// <summary>
    /// When each piece of work is done, if the vendor answers at once and nothing else is asked of it.
    /// </summary>
    /// <param name="limit">The vendor.</param>
    /// <param name="work">What waits, in any order; smaller priorities go first, then the order given.</param>
    /// <param name="nowUtc">Now (UTC).</param>
    /// <returns>One entry a piece, in the order given: the instant (UTC), null when it lies more than ten years ahead,
    /// and what held it up.</returns>
    public static IReadOnlyList<(DateTime? DoneAt, string Bound)> Run(
        VendorLimit limit, IReadOnlyList<OpenWork> work, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentNullException.ThrowIfNull(work);
        var order = Enumerable.Range(0, work.Count).OrderBy(i => work[i].Priority).ThenBy(i => i).ToArray();
        var left = work.Select(w => Math.Max(0, Math.Ceiling(w.Requests - 1e-9))).ToArray();
        var done = new DateTime?[work.Count];
        var rate = limit.RequestsPerMinute / 60;
        var (t, reset, tokens, used) = (nowUtc, limit.ResetsAt, limit.Burst, limit.Used);
        var waited = false;
        if (limit.FrozenUntil > t) Advance(limit.FrozenUntil.Value);
        while (left.Any(l => l > 0) && t - nowUtc < Horizon)
        {
            var progress = false;
            foreach (var i in order)
            {
                if (left[i] <= 0 || work[i].NotBefore > t) continue;
                var possible = Math.Floor(tokens + ((reset - t).TotalSeconds * rate) + 1e-9);
                var allowed = Allowed(limit, used, work[i].Kind);
                waited |= allowed <= 0;
                var n = Math.Min(left[i], Math.Min(possible, allowed));
                if (n <= 0) continue;
                var wait = Math.Max(0, n - tokens) / rate;
                tokens = Math.Max(0, tokens - n);
                t = t.AddSeconds(wait);
                used += (long)n;
                left[i] -= n;
                if (left[i] <= 0) done[i] = t;
                progress = true;
            }

            if (progress && t < reset) continue;
            var due = order.Where(i => left[i] > 0 && work[i].NotBefore > t).Select(i => work[i].NotBefore!.Value)
                .DefaultIfEmpty(reset).Min();
            Advance(due < reset ? due : reset);
        }

        for (var i = 0; i < left.Length; i++)
            if (work[i].Requests <= 0) done[i] = nowUtc;
        var bound = Bound(limit, waited, nowUtc);
        return [
            .. Enumerable.Range(0, work.Count)
                .Select(i =>
                    (done[i],
                        work[i].NotBefore is { } due && done[i] is { } at && at - due < TimeSpan.FromMinutes(1)
                            && due > nowUtc
            ? string.Create(CultureInfo.InvariantCulture,
                $"the next try of a failed task at {due:yyyy-MM-dd HH:mm} UTC")
            : bound))];

        void Advance(DateTime to)
        {
            if (to < t) to = t;
            tokens = Math.Min(limit.Burst, tokens + ((to - t).TotalSeconds * rate));
            t = to;
            for (; t >= reset; reset = reset.AddDays(1)) used = 0;
        }
    }

    // The number of requests that SpendingRule would grant one after the other.
    private static double Allowed(VendorLimit limit, long used, TaskKind kind)
    {
        var end = kind switch
        {
            TaskKind.Forward => limit.DailyCap,
            TaskKind.QcProbe => Slice(limit.Slices.ProbeUntil, limit.DailyCap),
            _ => Slice(limit.Slices.BulkUntil, limit.DailyCap),
        };
        return Math.Max(0, Math.Min(end, limit.DailyCap) - used);
    }

    private static long Slice(double share, long cap) => (long)Math.Ceiling((decimal)share * cap);

    private static string Bound(VendorLimit limit, bool waited, DateTime nowUtc) => waited
        ? string.Create(CultureInfo.InvariantCulture, $"{limit.Vendor}'s {limit.DailyCap:N0} requests a day")
        : limit.FrozenUntil > nowUtc
            ? string.Create(CultureInfo.InvariantCulture,
                $"{limit.Vendor}, which is left alone until {limit.FrozenUntil:yyyy-MM-dd HH:mm} UTC")
        : string.Create(CultureInfo.InvariantCulture,
            $"{limit.Vendor}'s {limit.RequestsPerMinute:0.##} requests a minute");
}
