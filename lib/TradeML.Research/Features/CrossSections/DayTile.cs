namespace TradeML.Research.Features.CrossSections;

/// <summary>One thread's buffer for a tile of a column, day-major.</summary>
internal sealed class DayTile(DayTiles tiles)
{
    private readonly int width = tiles.Panel.SymbolCount;
    private readonly float[] values = new float[tiles.Days * tiles.Panel.SymbolCount];
    private readonly int[] rows = new int[tiles.Panel.SymbolCount];
    private readonly int[] next = new int[tiles.Panel.SymbolCount];

    internal void Run(Span<float> column, int tile, IDayStep[] steps)
    {
        ReadOnlySpan<int> from = tiles.FirstRows(tile), to = tiles.FirstRows(tile + 1);
        var firstDay = tile * tiles.Days;
        var days = Math.Min(tiles.Days, tiles.Panel.Sessions.Length - firstDay);
        Load(column, from, to, firstDay, days);
        var needsRows = steps.Any(step => step.NeedsRows);
        if (needsRows) from.CopyTo(next);
        for (var day = 0; day < days; day++)
        {
            if (needsRows) FindRows(to, firstDay + day);
            var ofDay = values.AsSpan(day * width, width);
            foreach (var step in steps) step.Apply(ofDay, needsRows ? rows : []);
        }

        Store(column, from, to, firstDay);
    }

    private void Load(ReadOnlySpan<float> column, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int firstDay, int days)
    {
        var day = tiles.Panel.Day;
        var present = 0;
        for (var symbol = 0; symbol < width; symbol++) present += to[symbol] - from[symbol];
        if (present < days * width) values.AsSpan(0, days * width).Fill(float.NaN);
        for (var symbol = 0; symbol < width; symbol++)
            for (var row = from[symbol]; row < to[symbol]; row++) values[((day[row] - firstDay) * width) + symbol] = column[row];
    }

    private void Store(Span<float> column, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int firstDay)
    {
        var day = tiles.Panel.Day;
        for (var symbol = 0; symbol < width; symbol++)
            for (var row = from[symbol]; row < to[symbol]; row++) column[row] = values[((day[row] - firstDay) * width) + symbol];
    }

    private void FindRows(ReadOnlySpan<int> to, int day)
    {
        for (var symbol = 0; symbol < width; symbol++)
        {
            var row = next[symbol];
            var isThere = row < to[symbol] && tiles.Panel.Day[row] == day;
            rows[symbol] = isThere ? row : -1;
            if (isThere) next[symbol]++;
        }
    }
}
