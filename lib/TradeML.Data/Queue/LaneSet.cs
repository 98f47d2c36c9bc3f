using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Data.Queue;

/// <summary>
/// Lanes that may be leased together, and the SQL that finds the best head among them: one index seek a lane, however
/// long the lanes are. The names stand in the text, which is prepared once; as parameters they would cost more than the
/// seeks.
/// </summary>
public sealed class LaneSet
{
    private readonly DialectSql sql;

    /// <summary>Prepares a set.</summary>
    /// <param name="lanes">The lanes, each once.</param>
    /// <exception cref="TradeMLException">Bad input: a dataset's name holds more than small letters, digits and
    /// underscores.</exception>
    public LaneSet(IReadOnlyList<Lane> lanes)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        Lanes = lanes;
        if (lanes
            .FirstOrDefault(l => !l.Dataset.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            is { Dataset: { } bad })
            throw new TradeMLException(ErrorKind.BadInput, $"'{bad}' is not the name of a dataset.", null,
                "Names are small letters, digits and underscores.");
        sql = new DialectSql(d => Build(lanes, d));
    }

    /// <summary>The lanes.</summary>
    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>The statement: the best head's row, locked for this transaction.</summary>
    /// <param name="dialect">That of the transaction.</param>
    internal string Sql(SqlDialect dialect) => sql.For(dialect);

    private static string Build(IReadOnlyList<Lane> lanes, SqlDialect dialect) => $"""
        SELECT {BackfillQueue.Columns} FROM backfill_queue WHERE id = (SELECT id FROM (
        {string.Join("\nUNION ALL\n", lanes.Select((l, i) => Head(l, i, dialect)))}
        ) AS heads ORDER BY priority, created_at, id LIMIT 1)
        """;

    private static string Head(Lane lane, int number, SqlDialect dialect) => $"""
        SELECT * FROM (
            SELECT priority, created_at, id FROM backfill_queue {dialect.IndexedBy("ix_backfill_queue_ready")}
            WHERE status = 'PENDING' AND next_not_before IS NULL AND dataset = '{lane.Dataset}'
                AND kind = '{TaskKinds.Text(lane.Kind)}'
            ORDER BY priority, created_at, id LIMIT 1 {dialect.SkipLocked}) AS lane{number}
        """;
}
