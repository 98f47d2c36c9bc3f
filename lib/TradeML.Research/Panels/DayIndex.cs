namespace TradeML.Research.Panels;

/// <summary>The rows of a panel ordered by session: the permutation that cross-sectional steps run through.</summary>
public sealed class DayIndex
{
    private DayIndex(int[] starts, int[] rows, int[] symbols)
    {
        Starts = starts;
        Rows = rows;
        Symbols = symbols;
    }

    /// <summary>The rows of session <c>d</c> are <c>Rows[Starts[d]] … Rows[Starts[d + 1] − 1]</c>.</summary>
    public int[] Starts { get; }

    /// <summary>Row numbers by session, within a session in symbol order.</summary>
    public int[] Rows { get; }

    /// <summary>The symbol (index) of each entry of <see cref="Rows"/>.</summary>
    public int[] Symbols { get; }

    /// <summary>The row numbers of one session, in symbol order.</summary>
    /// <param name="session">Index into the panel's sessions.</param>
    public ReadOnlySpan<int> RowsOf(int session) => Rows.AsSpan(Starts[session]..Starts[session + 1]);

    /// <summary>The symbols (indices) of one session, ascending: those of <see cref="RowsOf"/>.</summary>
    /// <param name="session">Index into the panel's sessions.</param>
    public ReadOnlySpan<int> SymbolsOf(int session) => Symbols.AsSpan(Starts[session]..Starts[session + 1]);

    internal static DayIndex Build(Panel panel)
    {
        var starts = new int[panel.Sessions.Length + 1];
        foreach (var day in panel.Day) starts[day + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, panel.Sessions.Length).ToArray();
        var rows = new int[panel.Rows];
        var symbols = new int[panel.Rows];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
            {
                var place = next[panel.Day[row]]++;
                rows[place] = row;
                symbols[place] = symbol;
            }
        }

        return new(starts, rows, symbols);
    }
}
