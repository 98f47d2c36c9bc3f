using System.Diagnostics.CodeAnalysis;
using TradeML.Lake.Control;

namespace TradeML.Ops.Runs;

/// <summary>
/// Every configuration that was ever tried for a model family, good or bad: the count behind the deflated Sharpe ratio.
/// Trying the same configuration on the same data again gives the same numbers and is no new trial.
/// </summary>
public static class TrialLedger
{
    /// <summary>All trials of a family, in the order they were recorded.</summary>
    /// <param name="reader">A read of the control store.</param>
    /// <param name="family">The model family.</param>
    public static IReadOnlyList<Trial> Read(ControlReader reader, string family)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return [.. reader.Query<Row>(
            """
            SELECT family, config, config_hash AS ConfigHash, snapshot, run_id AS RunId, seed, observations, sharpe
            FROM trial_ledger WHERE family = @family ORDER BY id
            """, new { family }).Select(r => new Trial(
                r.Family, r.Config, r.ConfigHash, r.Snapshot, r.RunId, (int)r.Seed, (int)r.Observations,
                r.Sharpe ?? double.NaN))];
    }

    /// <summary>Records trials; those that are known already stay as they are.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="trials">The trials.</param>
    public static void Record(ControlTransaction tx, IEnumerable<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(tx);
        foreach (var t in trials)
            tx.Execute(
                """
                INSERT INTO trial_ledger
                    (family, config, config_hash, snapshot, run_id, seed, observations, sharpe, recorded_at)
                VALUES (@Family, @Config, @ConfigHash, @Snapshot, @RunId, @Seed, @Observations, @sharpe, @now)
                ON CONFLICT (family, config_hash, snapshot) DO NOTHING
                """,
                new
                {
                    t.Family, t.Config, t.ConfigHash, t.Snapshot, t.RunId, t.Seed, t.Observations,
                    sharpe = double.IsNaN(t.Sharpe) ? (double?)null : t.Sharpe, now = InstantText.From(tx.StartedAtUtc),
                });
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Created by the row mapper.")]
    private sealed class Row
    {
        public string Family { get; set; } = "";

        public string Config { get; set; } = "";

        public string ConfigHash { get; set; } = "";

        public string Snapshot { get; set; } = "";

        public string RunId { get; set; } = "";

        public long Seed { get; set; }

        public long Observations { get; set; }

        public double? Sharpe { get; set; }
    }
}
