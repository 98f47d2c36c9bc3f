using System.Data.Common;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest.Budgets;

/// <summary>Reads and adds to <c>vendor_budget</c>; several nodes may share a row.</summary>
internal static class BudgetStore
{
    private const string AddSql = """
        INSERT INTO vendor_budget (vendor, day, used, learned_rpm, frozen_until)
            VALUES (@vendor, @day, @used, @rate, @frozen)
        ON CONFLICT (vendor) DO UPDATE SET
            day = CASE WHEN vendor_budget.day > excluded.day THEN vendor_budget.day ELSE excluded.day END,
            used = CASE WHEN vendor_budget.day >= excluded.day THEN vendor_budget.used + excluded.used
                ELSE excluded.used END,
            learned_rpm = CASE WHEN vendor_budget.day >= excluded.day
                AND (excluded.learned_rpm IS NULL OR vendor_budget.learned_rpm < excluded.learned_rpm)
                THEN vendor_budget.learned_rpm ELSE excluded.learned_rpm END,
            frozen_until = CASE WHEN excluded.frozen_until IS NULL OR vendor_budget.frozen_until > excluded.frozen_until
                THEN vendor_budget.frozen_until ELSE excluded.frozen_until END
        RETURNING day, used, learned_rpm, frozen_until
        """;

    private const string EventSql =
        "INSERT INTO vendor_budget_event (vendor, at, event) VALUES (@vendor, @at, @happened)";

    /// <summary>The row of a vendor, or null.</summary>
    public static BudgetRow? Load(ControlStore store, string vendor) => store.Read(r => r
        .Query<(long Day, long Used, double? Rate, string? Frozen)>(
            "SELECT day, used, learned_rpm, frozen_until FROM vendor_budget WHERE vendor = @vendor", new { vendor })
        .Select(row => new BudgetRow((int)row.Day, row.Used, row.Rate, Instant(row.Frozen))).FirstOrDefault());

    /// <summary>
    /// Adds what was spent, keeps the stricter of what was learned, logs what happened, and says what stands there now.
    /// </summary>
    public static BudgetRow Add(ControlTransaction tx, string vendor, BudgetRow mine, IReadOnlyList<string> happened)
    {
        var at = InstantText.From(tx.StartedAtUtc);
        foreach (var text in happened) tx.Prepare(EventSql, "@vendor", "@at", "@happened").Execute(vendor, at, text);
        using var row = tx.Prepare(AddSql, "@vendor", "@day", "@used", "@rate", "@frozen").Read(
            vendor, mine.Day, mine.Used, mine.LearnedRate,
            mine.FrozenUntil is { } until ? InstantText.From(until) : null);
        return row.Read() ? Read(row) : mine;
    }

    /// <summary>
    /// Takes one request of what all nodes together may spend, in one transaction: the day's count by
    /// <paramref name="allows"/>, the minute's rate by keeping an even pace that bursts may run ahead of, which is a
    /// token bucket without tokens to be kept.
    /// </summary>
    /// <param name="tx">The transaction; two nodes that take at once run one after the other.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="mine">This node's day, what it learned, and 0 used.</param>
    /// <param name="ratePerMinute">Requests a minute as this node knows them.</param>
    /// <param name="burst">Requests that may run ahead of the pace.</param>
    /// <param name="now">The clock.</param>
    /// <param name="allows">Whether another request may be spent after so many of the day.</param>
    /// <returns>What stands in the store now, and how long to wait: nothing when the request was taken, null when the
    /// day's budget is spent.</returns>
    public static (BudgetRow Row, TimeSpan? Wait) Take(
        ControlTransaction tx, string vendor, BudgetRow mine, double ratePerMinute, double burst, DateTimeOffset now,
        Func<long, bool> allows)
    {
        tx.SeeLatest(); // the row is held from here to the end, so nothing else of it is seen
        var row = Add(tx, vendor, mine, []);
        if (!allows(row.Used)) return (row, null);
        var paced = tx.Scalar<long?>("SELECT paced_to FROM vendor_budget WHERE vendor = @vendor", new { vendor }) ?? 0;
        var (at, step) = (InstantText.ToMicros(now.UtcDateTime),
            60e6 / Math.Min(ratePerMinute, row.LearnedRate ?? ratePerMinute));
        var ahead = Math.Max(0, paced - at) - ((Math.Max(1, burst) - 1) * step);
        if (ahead > 0) return (row, TimeSpan.FromMicroseconds(Math.Ceiling(ahead)));
        tx.Execute(
            "UPDATE vendor_budget SET used = used + 1, paced_to = @to WHERE vendor = @vendor",
            new { vendor, to = Math.Max(paced, at) + (long)step });
        return (row with { Used = row.Used + 1 }, TimeSpan.Zero);
    }

    private static BudgetRow Read(DbDataReader row) => new(
        (int)row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetDouble(2),
        Instant(row.IsDBNull(3) ? null : row.GetString(3)));

    private static DateTimeOffset? Instant(string? text) =>
        text is null ? null : new DateTimeOffset(InstantText.Parse(text), TimeSpan.Zero);
}
