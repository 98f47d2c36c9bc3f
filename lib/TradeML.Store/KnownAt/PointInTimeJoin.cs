using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Reading;

namespace TradeML.Store.KnownAt;

/// <summary>
/// Joins to each row (key, instant) what a table was known to say of the key at that instant, by DuckDB's ASOF join on
/// knowledge time. A row is known from the time its contract declares, plus the lag; of a row that a vendor overwrote
/// in place, the first version is known then and every later one from its own <c>ingested_at</c> on. A value of an
/// older period that is published or revised later does not displace a newer period's.
/// </summary>
public sealed record PointInTimeJoin
{
    /// <summary>Relation of the session to join to: a table, a view, or a SELECT in parentheses.</summary>
    public required string Left { get; init; }

    /// <summary>Its column with the instant (UTC) whose knowledge a row may use.</summary>
    public required string Instant { get; init; }

    /// <summary>Full name of the table that is joined, for example <c>raw/macros_fred</c>.</summary>
    public required string Right { get; init; }

    /// <summary>Columns that must agree: name on the left, name on the right.</summary>
    public IReadOnlyList<(string Left, string Right)> On { get; init; } = [];

    /// <summary>
    /// Rows of the right table that take part: a column and the text it must equal, for example <c>("series_id",
    /// "UNRATE")</c>.
    /// </summary>
    public IReadOnlyList<(string Column, string Value)> Only { get; init; } = [];

    /// <summary>
    /// Columns of the right table's key whose greatest known value is wanted, the one that orders time first:
    /// <c>observation_date</c>, <c>period_end</c>.
    /// </summary>
    public IReadOnlyList<string> Latest { get; init; } = [];

    /// <summary>Columns of the right table to take; NULL where nothing was known.</summary>
    public required IReadOnlyList<string> Take { get; init; }

    /// <summary>
    /// Put before the names of the taken columns and of <c>known_at</c>, the instant from which the joined row was
    /// known.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>Lag instead of the declared one, and not shorter; null for the declared one.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>Uses only what this lake knew at this instant (UTC); null for all it knows now.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>Runs the join.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="session">The session that holds the left relation.</param>
    /// <returns>The left columns, the taken ones, and <c>known_at</c>, in the left relation's order.</returns>
    /// <exception cref="TradeMLException">As for <see cref="Select"/>.</exception>
    public DuckColumns Run(DataLake lake, DuckSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Query(Select(lake, session));
    }

    /// <summary>The join as a SELECT over the session; makes the right table's view in it.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="session">The session that holds the left relation.</param>
    /// <exception cref="TradeMLException">
    /// Bad input: the right table has no knowledge time; the instant is a day or has no time zone; a column does not
    /// exist; the lag is shorter than the declared one; or several rows of the right table could be meant.
    /// </exception>
    public string Select(DataLake lake, DuckSession session)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(session);
        var table = lake.Contracts[Right];
        Check(table);
        CheckInstant(session);
        return PointInTimeSql.Of(this, table, KnownRows.Select(session, table, Lag, AsOf));
    }

    private void Check(TableContract table)
    {
        if (table.Knowledge?.Column is not { } known)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"{Right} can't be joined: its contract declares no knowledge time, so nothing says which of its "
                    + "rows were known at an instant.",
                Right, "Declare `knowledge` in its contract, or join a table that has it.");
        foreach (var name in On.Select(o => o.Right).Concat(Only.Select(o => o.Column)).Concat(Latest).Concat(Take))
            if (table.Find(name) is null)
                throw new TradeMLException(
                    ErrorKind.BadInput, $"{Right} has no column '{name}'.", Right,
                    $"Its columns are {string.Join(", ", table.Columns.Select(c => c.Name))}.");
        if (Lag < table.Knowledge.Lag)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"A lag of {Lag} is shorter than the {table.Knowledge.Lag} that {Right} declares: its rows could "
                    + $"not have been used so early.", Right);
        var open = table.Key
            .Where(k => k != known && !Latest.Contains(k) && On.All(o => o.Right != k) && Only.All(o => o.Column != k))
            .ToList();
        if (open.Count > 0)
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"Several rows of {Right} could be meant: its key has {string.Join(" and ", open)} too.", Right,
                "Join on it, fix it with Only, or name it in Latest to take the greatest.");
    }

    private void CheckInstant(DuckSession session)
    {
        var type = session.Query($"SELECT column_type FROM (DESCRIBE SELECT \"{Instant}\" FROM {Left})").Texts(0)[0];
        if (type != "TIMESTAMP WITH TIME ZONE")
            throw new TradeMLException(
                ErrorKind.BadInput,
                $"The column '{Instant}' is a {type}, not an instant: it does not say what was known.", Left,
                "Give the instant of the decision in UTC, for example the session's close from reference.calendars.");
    }
}
