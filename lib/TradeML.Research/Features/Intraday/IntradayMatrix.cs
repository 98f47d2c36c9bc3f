namespace TradeML.Research.Features.Intraday;

/// <summary>Intraday features of one symbol as a column-major matrix; NaN = unknown.</summary>
/// <param name="Names">Column names with the prefix <c>feat_</c>.</param>
/// <param name="Values">Column after column.</param>
/// <param name="Bar">Of each row: the bar of the series, of a daily row the session's last bar.</param>
/// <param name="Sessions">The sessions that have bars, in order; of a daily matrix one a row.</param>
public sealed record IntradayMatrix(
    IReadOnlyList<string> Names, float[] Values, int[] Bar, IReadOnlyList<SessionBars> Sessions)
{
    /// <summary>Number of rows.</summary>
    public int Rows => Bar.Length;

    /// <summary>One feature of all rows.</summary>
    /// <param name="column">Index into <see cref="Names"/>.</param>
    public ReadOnlySpan<float> Column(int column) => Values.AsSpan(column * Rows, Rows);
}
