using TradeML.Core.Contracts;
using TradeML.Lake.Reading;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Store.KnownAt;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A table joined point in time to the close of every session by the join that users have (macro series, statements,
/// index members); what is joined is claimed to be known at that close.
/// </summary>
/// <param name="name">What it is.</param>
/// <param name="session">A session to run SQL in; its lake is not looked at.</param>
/// <param name="contract">The contract of the lake's table.</param>
/// <param name="table">The world's table.</param>
/// <param name="value">Its number column.</param>
internal sealed class JoinSubject(
    string name, DuckSession session, TableContract contract, string table, string value) :
    IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Bars, table];

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <summary>How long after the close of its session a row is joined; more than nothing looks ahead.</summary>
    internal TimeSpan After { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(world);
        var right = world[table];
        string[] key = [
            .. Enumerable.Range(0, right.Rows)
                .Select(row =>
                    string.Join(' ', right.ExtraKey.Select(k => right.Text(k)[row]).Prepend(right.Symbol[row])))];
        session.CreateTable("joined_facts", [
            ("id", key), ("day", right.Date), ("value", right.Number(value)), ("usable_at", right.KnownAt),
            ("source_name", new string[right.Rows]),
        ]);
        var ids = key.Distinct(StringComparer.Ordinal).ToArray();
        var left = ids
            .SelectMany(id => world.Sessions.Select(day => (Id: id, Day: day, Close: SessionHours.Close(day))))
            .ToList();
        session.CreateTable("join_decisions", [
            ("id", left.Select(l => l.Id).ToArray()), ("session", left.Select(l => l.Day).ToArray()),
            ("decided", left.Select(l => l.Close + After).ToArray()),
        ]);
        var join = new PointInTimeJoin
        {
            Left = "join_decisions", Instant = "decided", Right = contract.Name,
            On = [("id", "id")], Latest = ["day"], Take = ["day", "value"]
        };
        var rows = session.Query(PointInTimeSql.Of(join, contract,
            """
            SELECT *, min(usable_at) OVER (PARTITION BY id, day) AS first_at,
                rank() OVER (PARTITION BY id, day ORDER BY usable_at) AS version FROM joined_facts
            """));
        double[] days = [.. rows.NullableDates(3).Select(d => d?.DayNumber ?? double.NaN)];
        return [
            new("joined", [.. left.Select(l => l.Id)], [.. left.Select(l => l.Day)], [.. left.Select(l => l.Close)],
                [new("day", days), new(value, rows.Doubles(4))])];
    }
}
