using TradeML.Core.Errors;

namespace TradeML.Research.Validation;

/// <summary>
/// The rows of a plan, prepared once so that a window of sessions becomes ranges of rows by binary search. Rows are cut
/// into pieces: maximal stretches of labelled rows in session order (a whole panel sorted by session is one piece, a
/// symbol of a symbol-major panel is one). Within a piece the running maximum of label ends is ascending, so the rows
/// before it reaches a bound are clean, and only the few after it are looked at one by one.
/// </summary>
internal sealed class CpcvRows
{
    private readonly int[] day;
    private readonly int[] labelEnd;
    private readonly int[] runningEnd;
    private readonly List<RowRange> pieces = [];
    private readonly int[] firstLabelledAtOrAfter;
    private readonly int[] largestEnd;

    internal CpcvRows(int sessionCount, int[] day, int[] labelEnd)
    {
        this.day = day;
        this.labelEnd = labelEnd;
        largestEnd = new int[sessionCount];
        Array.Fill(largestEnd, -1);
        runningEnd = Scan(sessionCount);
        firstLabelledAtOrAfter = new int[sessionCount + 1];
        firstLabelledAtOrAfter[sessionCount] = int.MaxValue;
        for (var session = sessionCount - 1; session >= 0; session--)
            firstLabelledAtOrAfter[session] = largestEnd[session] >= 0 ? session : firstLabelledAtOrAfter[session + 1];
    }

    internal int Count => day.Length;

    internal static int[] Materialise(IReadOnlyList<RowRange> ranges)
    {
        var count = 0;
        foreach (var range in ranges) count += range.Count;
        var rows = GC.AllocateUninitializedArray<int>(count);
        var next = 0;
        foreach (var range in ranges)
        {
            var target = rows.AsSpan(next, range.Count);
            for (var i = 0; i < target.Length; i++) target[i] = range.Start + i;
            next += range.Count;
        }

        return rows;
    }

    /// <summary>The first session in [start, end) with a labelled row, or <see cref="int.MaxValue"/>.</summary>
    internal int FirstLabelled(int start, int end)
    {
        var first = firstLabelledAtOrAfter[start];
        return first < end ? first : int.MaxValue;
    }

    /// <summary>The largest label end of the rows of sessions [start, end), or −1.</summary>
    internal int LargestEnd(int start, int end)
    {
        var largest = -1;
        for (var session = start; session < end; session++) largest = Math.Max(largest, largestEnd[session]);
        return largest;
    }

    internal List<RowRange> Ranges(List<SessionWindow> windows)
    {
        var result = new List<RowRange>();
        foreach (var piece in pieces)
        {
            var from = piece.Start;
            foreach (var window in windows)
            {
                if (day[piece.End - 1] < window.First) break;
                if (from >= piece.End || day[from] > window.Last) continue;
                from = LowerBound(day, from, piece.End, window.First);
                var to = LowerBound(day, from, piece.End, window.Last + 1);
                Append(result, from, to, window.LabelEndBefore);
                from = to;
            }
        }

        return result;
    }

    private void Append(List<RowRange> result, int from, int to, int before)
    {
        var clean = to > from && runningEnd[to - 1] >= before ? LowerBound(runningEnd, from, to, before) : to;
        if (clean > from) result.Add(new(from, clean - from));
        for (var row = clean; row < to; row++)
        {
            if (labelEnd[row] >= before) continue;
            var start = row;
            while (row + 1 < to && labelEnd[row + 1] < before) row++;
            result.Add(new(start, row - start + 1));
        }
    }

    private static int LowerBound(int[] ascending, int from, int to, int value)
    {
        while (from < to)
        {
            var middle = from + ((to - from) >> 1);
            if (ascending[middle] < value) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    private int[] Scan(int sessionCount)
    {
        var running = GC.AllocateUninitializedArray<int>(day.Length);
        var start = -1;
        for (var row = 0; row < day.Length; row++)
        {
            int session = day[row], end = labelEnd[row];
            running[row] = end;
            if ((uint)session >= (uint)sessionCount || end < -1 || end >= sessionCount || (end >= 0 && end < session))
                throw Bad(row, sessionCount);
            if (end < 0)
            {
                Close(ref start, row);
                continue;
            }

            if (largestEnd[session] < end) largestEnd[session] = end;
            if (start >= 0 && session >= day[row - 1])
            {
                if (running[row - 1] > end) running[row] = running[row - 1];
                continue;
            }

            Close(ref start, row);
            start = row;
        }

        Close(ref start, day.Length);
        return running;
    }

    private void Close(ref int start, int end)
    {
        if (start >= 0) pieces.Add(new(start, end - start));
        start = -1;
    }

    private TradeMLException Bad(int row, int sessionCount) => new(
        ErrorKind.BadInput,
        $"Row {row} has session {day[row]} and label end {labelEnd[row]}: both lie in 0 … {sessionCount - 1}, and "
            + "no label ends before it starts.");
}
