namespace TradeML.Store.Intraday;

/// <summary>Some rows of a file in their order, before they are trusted.</summary>
/// <param name="First">Row of the first one, from 0.</param>
/// <param name="Names">Symbols.</param>
/// <param name="Symbol">Index into <paramref name="Names"/> by row; −1 where there is none.</param>
/// <param name="Ticks">Start of each minute in ticks of UTC; <see cref="long.MinValue"/> where there is none.</param>
/// <param name="Numbers">The columns of <see cref="MinuteColumn.Numbers"/>; NaN where there is none, null for a column
/// that is absent.</param>
internal sealed record MinuteBatch(
    long First, IReadOnlyList<string> Names, int[] Symbol, long[] Ticks, double[]?[] Numbers)
{
    internal int Rows => Symbol.Length;
}
