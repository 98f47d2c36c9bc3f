using System.Text.Json;
using NUnit.Framework;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Queue;
using TradeML.Data.Settings;
using TradeML.Testing;
using TradeML.Vendors.Http;

namespace TradeML.Data.Tests.Ingest;

[Category("Reference")]
public sealed class BudgetReferenceTests
{
    private const double Tolerance = 1e-9;

    [Test]
    public void Allows_EveryCaseOfTheSliceTable_ShareBeforeTheRequest()
    {
        foreach (var row in ReferenceCases.Section("budgets.json", "slice_table").EnumerateArray())
            foreach (var kind in row.GetProperty("allowed_by_share_before").EnumerateObject())
                Assert.That(
                    SpendingRule.Allows(
                        new BudgetSlices(), row.GetProperty("cap").GetInt64(), row.GetProperty("used").GetInt64(),
                        row.GetProperty("cost").GetInt64(), TaskKinds.Parse(kind.Name)),
                    Is.EqualTo(kind.Value.GetBoolean()), $"{kind.Name} of {row}");
    }

    [Test]
    public void TryTake_EveryBucket_GrantsTokensAndWaits()
    {
        foreach (var item in ReferenceCases.Section("budgets.json", "token_buckets").EnumerateArray())
        {
            var bucket = new TokenBucket(
                item.GetProperty("capacity").GetDouble(), item.GetProperty("refill_per_minute").GetDouble(), 0,
                item.GetProperty("start_tokens").GetDouble());
            foreach (var request in item.GetProperty("requests").EnumerateArray())
            {
                var granted = bucket.TryTake(request.GetProperty("t").GetDouble(),
                    request.GetProperty("cost").GetDouble(), out var wait);
                Assert.That(granted, Is.EqualTo(request.GetProperty("granted").GetBoolean()), request.ToString());
                Assert.That(bucket.Tokens,
                    Is.EqualTo(request.GetProperty("tokens_after").GetDouble()).Within(Tolerance), request.ToString());
                Assert.That(wait, Is.EqualTo(request.GetProperty("wait_s").GetDouble()).Within(Tolerance),
                    request.ToString());
            }
        }
    }

    [Test]
    public void Delay_EveryAttempt_WithinTheProportionalInterval()
    {
        var random = new Random(5);
        foreach (var item in ReferenceCases.Section("budgets.json", "backoff").EnumerateArray())
        {
            var backoff = new Backoff(
                TimeSpan.FromSeconds(item.GetProperty("base_s").GetDouble()),
                item.GetProperty("multiplier").GetDouble(),
                TimeSpan.FromSeconds(item.GetProperty("cap_s").GetDouble()),
                item.GetProperty("jitter_fraction").GetDouble());
            foreach (var attempt in item.GetProperty("attempts").EnumerateArray())
            {
                var number = attempt.GetProperty("attempt").GetInt32();
                Assert.That(backoff.WithoutJitter(number).TotalSeconds,
                    Is.EqualTo(attempt.GetProperty("delay_without_jitter").GetDouble()).Within(Tolerance));
                var (low, high) = (attempt.GetProperty("proportional_jitter")[0].GetDouble(),
                    attempt.GetProperty("proportional_jitter")[1].GetDouble());
                for (var i = 0; i < 200; i++)
                    // a TimeSpan has 100 ns
                    Assert.That(backoff.Delay(number, random).TotalSeconds, Is.InRange(low - 1e-6, high + 1e-6));
            }
        }
    }

    [Test]
    public void LeaseNext_EveryBudget_OrderOfTheReference()
    {
        var order = ReferenceCases.Section("budgets.json", "lease_order");
        var expected = ReferenceCases.Section("budgets.json", "lease_order", "eligible_at").EnumerateArray()
            .Select(e =>
                (Used: e.GetProperty("used").GetInt64(), Cap: e.GetProperty("cap").GetInt64(),
                    Ids: Longs(e.GetProperty("expected"))))
            .Prepend((0, 100, Longs(order.GetProperty("expected_order"))));
        foreach (var (used, cap, ids) in expected)
        {
            using var lake = new TemporaryLake();
            lake.Lake.Control.Write(tx =>
            {
                foreach (var task in order.GetProperty("tasks").EnumerateArray())
                    tx.Execute(
                        """
                        INSERT INTO backfill_queue
                            (id, dataset, symbol, start_date, end_date, kind, priority, created_at, updated_at)
                        VALUES (@id, 'equities_eod', 'S' || @id, 1, 2, @kind, @priority, @at, @at)
                        """,
                        new
                        {
                            id = task.GetProperty("id").GetInt64(), kind = task.GetProperty("kind").GetString(),
                            priority = task.GetProperty("priority").GetInt32(),
                            at = new DateTime(2020, 1, 1)
                                .AddSeconds(task.GetProperty("created_at").GetDouble())
                                .ToString("yyyy-MM-ddTHH:mm:ss.ffffff'Z'"),
                        });
            });
            var lanes = TaskKinds.All.Where(k => SpendingRule.Allows(new BudgetSlices(), cap, used, 1, k))
                .Select(k => new Lane("equities_eod", k)).ToList();
            var leased = new List<long>();
            while (lake.Lake.Control.Write(tx => BackfillQueue.LeaseNext(tx, lanes, "w", TimeSpan.FromMinutes(10)))
                is { } next) leased.Add(next.Id);
            Assert.That(leased, Is.EqualTo(ids), $"{used} of {cap} spent");
        }
    }

    private static long[] Longs(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt64())];
}
