using System.Globalization;

namespace TradeML.Vendors.Connectors.Fred;

/// <summary>
/// Which page of which step comes next: the observations over all real time; or, after FRED refused so many vintages,
/// the list of vintage days and then the observations of one block of vintages after the other. It travels as text
/// between the pages.
/// </summary>
/// <param name="Step"><c>all</c>, <c>days</c> or <c>block</c>.</param>
/// <param name="Block">Index of the block, from 0.</param>
/// <param name="Offset">Rows to skip.</param>
/// <param name="Starts">First vintage day of each block that is known so far.</param>
internal sealed record FredCursor(string Step, int Block, long Offset, IReadOnlyList<DateOnly> Starts)
{
    public static readonly DateOnly FirstDay = new(1776, 7, 4), LastDay = new(9999, 12, 31);

    public static FredCursor First { get; } = new("all", 0, 0, []);

    /// <summary>Real-time period of the question: all of it, or the block's.</summary>
    public (DateOnly Start, DateOnly End) RealTime => Step != "block" ? (FirstDay, LastDay)
        : (Block == 0 ? FirstDay : Starts[Block], Block + 1 < Starts.Count ? Starts[Block + 1].AddDays(-1) : LastDay);

    public static FredCursor Parse(string? text)
    {
        if (text is null) return First;
        var parts = text.Split(':');
        return new FredCursor(
            parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            [.. parts[3].Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(d => DateOnly.ParseExact(d, "yyyyMMdd", CultureInfo.InvariantCulture))]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Step}:{Block}:{Offset}"
            + $":{string.Join(',', Starts.Select(d => d.ToString("yyyyMMdd", CultureInfo.InvariantCulture)))}");
}
