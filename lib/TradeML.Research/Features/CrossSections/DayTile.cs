namespace TradeML.Research.Features.CrossSections;

/// <summary>One thread's buffer for a tile of a column, day-major.</summary>
/// <param name="width">Number of symbols.</param>
/// <param name="daysOfTile">Sessions of a tile.</param>
/// <param name="sessions">Sessions of all tiles.</param>
internal sealed class DayTile(int width, int daysOfTile, int sessions)
{
    private readonly float[] values = new float[daysOfTile * width];
    private readonly int[] rows = new int[width];
    private readonly int[] next = new int[width];

    internal void Run(
        Span<float> column, ReadOnlySpan<int> dayOf, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int tile,
        IDayStep[] steps)
    {
        var firstDay = tile * daysOfTile;
        var days = Math.Min(daysOfTile, sessions - firstDay);
        Load(column, dayOf, from, to, firstDay, days);
        var needsRows = steps.Any(step => step.NeedsRows);
        if (needsRows) from.CopyTo(next);
        for (var day = 0; day < days; day++)
        {
            if (needsRows) FindRows(dayOf, to, firstDay + day);
            var ofDay = values.AsSpan(day * width, width);
            foreach (var step in steps) step.Apply(ofDay, needsRows ? rows : []);
        }

        Move(column, dayOf, from, to, firstDay, store: true);
    }

    private void Load(
        Span<float> column, ReadOnlySpan<int> dayOf, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int firstDay,
        int days)
    {
        var present = 0;
        for (var symbol = 0; symbol < width; symbol++) present += to[symbol] - from[symbol];
        if (present < days * width) values.AsSpan(0, days * width).Fill(float.NaN);
        Move(column, dayOf, from, to, firstDay, store: false);
    }

    /// <summary>
    /// Copies between the column and the buffer: blocks of eight symbols and days where all eight trade every day,
    /// single values elsewhere.
    /// </summary>
    private void Move(
        Span<float> column, ReadOnlySpan<int> dayOf, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int firstDay,
        bool store)
    {
        const int size = Transposition.Size;
        Span<int> starts = stackalloc int[size];
        var symbol = 0;
        for (; Transposition.IsFast && symbol <= width - size; symbol += size)
        {
            var (begin, end) = Common(dayOf, from.Slice(symbol, size), to.Slice(symbol, size));
            var day = begin;
            for (; day <= end - size; day += size)
            {
                for (var i = 0; i < size; i++) starts[i] = from[symbol + i] + day - dayOf[from[symbol + i]];
                var block = values.AsSpan(((day - firstDay) * width) + symbol);
                if (store) Transposition.Scatter(block, width, column, starts);
                else Transposition.Gather(column, starts, block, width);
            }

            for (var i = symbol; i < symbol + size; i++)
                MoveOutside(column, dayOf, i, from[i], to[i], firstDay, begin, day, store);
        }

        for (; symbol < width; symbol++)
            MoveOutside(column, dayOf, symbol, from[symbol], to[symbol], firstDay, 0, 0, store);
    }

    /// <summary>
    /// The days on which all of the symbols trade, when each of them trades from its first day to its last without a
    /// gap; else none.
    /// </summary>
    private static (int Begin, int End) Common(ReadOnlySpan<int> day, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        int begin = 0, end = int.MaxValue;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] == to[i] || day[to[i] - 1] - day[from[i]] != to[i] - from[i] - 1) return (0, 0);
            begin = Math.Max(begin, day[from[i]]);
            end = Math.Min(end, day[to[i] - 1] + 1);
        }

        return end > begin ? (begin, end) : (0, 0);
    }

    private void MoveOutside(
        Span<float> column, ReadOnlySpan<int> dayOf, int symbol, int from, int to, int firstDay, int doneFrom,
        int doneTo, bool store)
    {
        for (var row = from; row < to; row++)
        {
            var day = dayOf[row];
            if (day >= doneFrom && day < doneTo)
            {
                row += doneTo - day - 1;
                continue;
            }

            ref var value = ref values[((day - firstDay) * width) + symbol];
            if (store) column[row] = value;
            else value = column[row];
        }
    }

    private void FindRows(ReadOnlySpan<int> dayOf, ReadOnlySpan<int> to, int day)
    {
        for (var symbol = 0; symbol < width; symbol++)
        {
            var row = next[symbol];
            var isThere = row < to[symbol] && dayOf[row] == day;
            rows[symbol] = isThere ? row : -1;
            if (isThere) next[symbol]++;
        }
    }
}
