using TradeML.Lake.Control;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// "This vendor has answered completely for this window": what turns the absence of a row from unknown into a fact
/// (table <c>confirmations</c>).
/// </summary>
public static class Confirmations
{
    private const string Sql = """
        INSERT INTO confirmations (source, dataset, symbol, start_day, end_day, asked_at, rows)
        VALUES (@source, @dataset, @symbol, @start, @end, @at, @rows)
        ON CONFLICT (dataset, COALESCE(symbol, ''), source, start_day, end_day) DO UPDATE
            SET asked_at = excluded.asked_at, rows = excluded.rows
        """;

    /// <summary>
    /// Records a complete answer, leaving out days for which a row was set aside: for them nothing is certain.
    /// </summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="source">Source, for example <c>alpaca_sip</c>.</param>
    /// <param name="dataset">Dataset.</param>
    /// <param name="symbol">Ticker or null.</param>
    /// <param name="start">First day, included.</param>
    /// <param name="end">Day after the last, excluded; an empty window records nothing.</param>
    /// <param name="rows">Rows of the answer.</param>
    /// <param name="doubtful">Days to leave out.</param>
    public static void Record(
        ControlTransaction tx, string source, string dataset, string? symbol, DateOnly start, DateOnly end, int rows,
        IEnumerable<DateOnly> doubtful)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(doubtful);
        var insert = tx.Prepare(Sql, "@source", "@dataset", "@symbol", "@start", "@end", "@at", "@rows");
        var at = InstantText.From(tx.StartedAtUtc);
        var from = start;
        foreach (var day in doubtful.Where(d => d >= start && d < end).Distinct().Order().Append(end))
        {
            if (day > from) insert.Execute(source, dataset, symbol, UnixDay.From(from), UnixDay.From(day), at, rows);
            from = day.AddDays(1);
        }
    }
}
