namespace TradeML.Models.EquitiesXs;

/// <summary>Groups rows by session, so that labels and scores can be compared within each.</summary>
internal sealed class SessionRows
{
    private readonly int[] order;
    private readonly int[] starts;

    /// <summary>Groups rows by session; within a session they keep their order.</summary>
    /// <param name="day">Session index of each sample row.</param>
    /// <param name="rows">The sample rows to group.</param>
    /// <param name="sessions">Number of sessions.</param>
    public SessionRows(ReadOnlySpan<int> day, ReadOnlySpan<int> rows, int sessions)
    {
        starts = new int[sessions + 1];
        foreach (var row in rows) starts[day[row] + 1]++;
        for (var session = 0; session < sessions; session++) starts[session + 1] += starts[session];
        order = new int[rows.Length];
        var next = starts.AsSpan(0, sessions).ToArray();
        for (var i = 0; i < rows.Length; i++) order[next[day[rows[i]]]++] = i;
    }

    /// <summary>Number of sessions.</summary>
    public int Sessions => starts.Length - 1;

    /// <summary>Positions (into the grouped rows) of one session.</summary>
    public ReadOnlySpan<int> Of(int session) => order.AsSpan(starts[session]..starts[session + 1]);
}
