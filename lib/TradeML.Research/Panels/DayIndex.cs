namespace TradeML.Research.Panels;

/// <summary>The rows of a panel ordered by session: the permutation that cross-sectional steps run through.</summary>
public sealed class DayIndex
{
    private DayIndex(int[] starts, int[] rows)
    {
        Starts = starts;
        Rows = rows;
    }

    /// <summary>The rows of session <c>d</c> are <c>Rows[Starts[d]] … Rows[Starts[d + 1] − 1]</c>.</summary>
    public int[] Starts { get; }

    /// <summary>Row numbers by session, within a session in symbol order.</summary>
    public int[] Rows { get; }

    /// <summary>The row numbers of one session, in symbol order.</summary>
    /// <param name="session">Index into the panel's sessions.</param>
    public ReadOnlySpan<int> RowsOf(int session) => Rows.AsSpan(Starts[session]..Starts[session + 1]);

    internal static DayIndex Build(Panel panel)
    {
        var starts = new int[panel.Sessions.Length + 1];
        foreach (var day in panel.Day) starts[day + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, panel.Sessions.Length).ToArray();
        var rows = new int[panel.Rows];
        for (var row = 0; row < rows.Length; row++) rows[next[panel.Day[row]]++] = row;
        return new(starts, rows);
    }
}
