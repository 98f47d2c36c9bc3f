using TradeML.Lake.Control;

namespace TradeML.Ops.Runs;

/// <summary>Which run of a model is its champion, and which its challenger.</summary>
internal static class ModelAliases
{
    /// <summary>The run that scores and trades.</summary>
    public const string Champion = "champion";

    /// <summary>The newest finished run.</summary>
    public const string Challenger = "challenger";

    /// <summary>The champion before the present one.</summary>
    public const string Previous = "previous";

    /// <summary>The run behind an alias, or null.</summary>
    /// <param name="reader">A read of the control store.</param>
    /// <param name="model">The model.</param>
    /// <param name="alias">The alias.</param>
    public static string? Find(ControlReader reader, string model, string alias)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Scalar<string>("SELECT run_id FROM model_alias WHERE model = @model AND alias = @alias",
            new { model, alias });
    }

    /// <summary>Points an alias at a run.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="model">The model.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="runId">The run.</param>
    public static void Set(ControlTransaction tx, string model, string alias, string runId)
    {
        ArgumentNullException.ThrowIfNull(tx);
        tx.Execute(
            """
            INSERT INTO model_alias (model, alias, run_id, set_at) VALUES (@model, @alias, @runId, @now)
            ON CONFLICT (model, alias) DO UPDATE SET run_id = excluded.run_id, set_at = excluded.set_at
            """, new { model, alias, runId, now = InstantText.From(tx.StartedAtUtc) });
    }
}
