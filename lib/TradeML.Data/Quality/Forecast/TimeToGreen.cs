using System.Globalization;
using TradeML.Core.Time;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.Control;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality.Forecast;

/// <summary>
/// Estimates when the gaps will be filled: open tasks, the requests that they take, and the budgets of the vendors that
/// serve them. Requests a task are first guessed from rows and page sizes, and corrected by what the vendor's tasks of
/// today have really taken. How long a vendor takes to answer is not part of it.
/// </summary>
public static class TimeToGreen
{
    private const int FewestTasks = 20;

    private const string OpenSql = """
        SELECT dataset, kind, priority, start_date, end_date, COUNT(*), MIN(created_at), MAX(next_not_before)
        FROM backfill_queue WHERE status IN ('PENDING', 'LEASED') AND kind <> 'QC_PROBE'
        GROUP BY dataset, kind, priority, start_date, end_date ORDER BY priority, MIN(created_at)
        """;

    private const string DoneSql = """
        SELECT dataset, start_date, end_date, COUNT(*) FROM backfill_queue
            WHERE status = 'DONE' AND updated_at >= @since
        GROUP BY dataset, start_date, end_date
        """;

    /// <summary>Estimates from the lake's queue and its vendors' budgets.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="endpoints">Limits of the vendors.</param>
    /// <param name="slices">Which kinds may spend which part of a daily cap.</param>
    /// <param name="vendorOf">The vendor that serves a dataset, or null when nobody can.</param>
    /// <param name="time">Clock.</param>
    public static GreenForecast Estimate(
        DataLake lake, EndpointsOptions endpoints, BudgetSlices slices, Func<string, string?> vendorOf,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(vendorOf);
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow().UtcDateTime;
        var (work, givenUp) = lake.Control.Read(r => (
            r.Query<(string, string, long, long, long, long, string, string?)>(OpenSql),
            r.Scalar<long>("SELECT COUNT(*) FROM backfill_queue WHERE status = 'FAILED'")));
        var estimates = new List<GreenEstimate>();
        foreach (var vendor in work.GroupBy(w => vendorOf(w.Item1)))
        {
            var open = Group(vendor);
            if (vendor.Key is null)
            {
                estimates.AddRange(
                    open.GroupBy(o => o.Dataset)
                        .Select(o => Entry(o.Key, null, [.. o.Select(w => (w, (DateTime?)null, ""))], now)));
                continue;
            }

            var limit = LimitOf(lake, VendorBudgetOptions.From(vendor.Key, endpoints, slices), now);
            var factor = Calibrate(lake, limit, vendorOf);
            open = [.. open.Select(o => o with { Requests = o.Requests * factor })];
            var done = VendorDrain.Run(limit, open, now);
            estimates.AddRange(
                open.Select((w, i) => (Work: w, done[i].DoneAt, done[i].Bound)).GroupBy(w => w.Work.Dataset)
                    .Select(g => Entry(g.Key, vendor.Key, [.. g], now)));
        }

        estimates
            .Sort((a, b) =>
                (b.Duration ?? TimeSpan.MaxValue).CompareTo(a.Duration ?? TimeSpan.MaxValue) is not 0 and var c
                    ? c
                    : string.CompareOrdinal(a.Dataset, b.Dataset));
        var longest = estimates.Count == 0 ? TimeSpan.Zero : estimates[0].Duration;
        return new GreenForecast(estimates, longest,
            estimates.Count == 0 ? "nothing waits to be fetched" : estimates[0].Text, givenUp);
    }

    /// <summary>A duration in words: less than a minute, about 20 min, about 3 h 20 min, about 2 d 4 h.</summary>
    /// <param name="duration">Not negative.</param>
    public static string Words(TimeSpan duration)
    {
        var minutes = (long)Math.Round(duration.TotalMinutes);
        return duration < TimeSpan.FromSeconds(45) ? "less than a minute"
            : minutes < 60 ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Max(1, minutes)} min")
            : minutes < 48 * 60
                ? string.Create(CultureInfo.InvariantCulture, $"about {minutes / 60} h {minutes % 60} min")
            : string.Create(CultureInfo.InvariantCulture, $"about {minutes / 1440} d {minutes % 1440 / 60} h");
    }

    private static List<OpenWork> Group(
        IEnumerable<(string Dataset, string Kind, long Priority, long Start, long End, long Tasks, string Created,
            string? NotBefore)> rows) =>
        [.. rows.GroupBy(r => (r.Dataset, r.Kind, r.Priority)).Select(g => new OpenWork(
            g.Key.Dataset, TaskKinds.Parse(g.Key.Kind), (int)g.Key.Priority, g.Sum(r => r.Tasks),
            g.Sum(r => r.Tasks * Cost(r.Dataset, r.Start, r.End)),
            g.Max(r => r.NotBefore) is { } text ? InstantText.Parse(text) : null))];

    private static double Cost(string dataset, long start, long end) =>
        DatasetCatalog.Standard.Find(dataset) is { } spec
        ? TaskCost.Of(spec, UnixDay.ToDate(start), UnixDay.ToDate(end), ExchangeCalendar.Xnys) : 1;

    private static GreenEstimate Entry(
        string dataset, string? vendor, IReadOnlyList<(OpenWork Work, DateTime? DoneAt, string Bound)> parts,
        DateTime now)
    {
        var (tasks, requests) = (parts.Sum(p => p.Work.Tasks), parts.Sum(p => p.Work.Requests));
        var last = parts.Any(p => p.DoneAt is null) ? parts.First(p => p.DoneAt is null) : parts.MaxBy(p => p.DoneAt)!;
        var tables = AuditedTable.All.Where(t => t.Dataset == dataset && t.AsksVendor).Select(t => t.Table).ToList();
        if (vendor is null)
            return new GreenEstimate(dataset, tables, null, tasks, requests, null,
                $"nobody can be asked for {dataset}");
        if (last.DoneAt is not { } at)
            return new GreenEstimate(dataset, tables, vendor, tasks, requests, null,
                $"more than ten years, bounded by {last.Bound}");
        return new GreenEstimate(dataset, tables, vendor, tasks, requests, at - now,
            $"{Words(at - now)}, bounded by {last.Bound}");
    }

    private static VendorLimit LimitOf(DataLake lake, VendorBudgetOptions options, DateTime now)
    {
        var day = UnixDay.From(DateOnly.FromDateTime(now - options.ResetUtc.ToTimeSpan()));
        var rows = lake.Control.Read(r => r.Query<(long Day, long Used, double? Rate, string? Frozen)>(
            "SELECT day, used, learned_rpm, frozen_until FROM vendor_budget WHERE vendor = @vendor",
            new { vendor = options.Vendor }));
        var (stored, today) = (rows.Count > 0 ? rows[0] : default, rows.Count > 0 && rows[0].Day == day);
        return new VendorLimit
        {
            Vendor = options.Vendor,
            RequestsPerMinute = today && stored.Rate is { } learned
                ? Math.Min(learned, options.RequestsPerMinute)
                : options.RequestsPerMinute,
            Burst = options.Burst,
            DailyCap = options.DailyCap,
            Used = today ? stored.Used : 0,
            ResetsAt = UnixDay.ToDate(day + 1).ToDateTime(options.ResetUtc, DateTimeKind.Utc),
            FrozenUntil = stored.Frozen is { } text ? InstantText.Parse(text) : null,
            Slices = options.Slices,
        };
    }

    /// <summary>
    /// How many times the guessed requests the tasks of the vendor's day have really taken; 1 while too few are done.
    /// </summary>
    private static double Calibrate(DataLake lake, VendorLimit limit, Func<string, string?> vendorOf)
    {
        var done = lake.Control
            .Read(r =>
                r.Query<(string Dataset, long Start, long End, long Tasks)>(DoneSql,
                    new { since = InstantText.From(limit.ResetsAt.AddDays(-1)) }))
            .Where(d => vendorOf(d.Dataset) == limit.Vendor).ToList();
        var guessed = done.Sum(d => d.Tasks * Cost(d.Dataset, d.Start, d.End));
        return done.Sum(d => d.Tasks) < FewestTasks || guessed <= 0 || limit.Used == 0
            ? 1
            : Math.Clamp(limit.Used / guessed, 0.05, 20);
    }
}
