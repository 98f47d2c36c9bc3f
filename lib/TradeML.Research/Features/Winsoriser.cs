using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// Clips each day's values to the quantiles <c>tail</c> and <c>1 − tail</c> of the day (type 7: linear between order statistics),
/// through the panel's permutation by session. Only the few values of each tail are ever put in order.
/// </summary>
internal sealed class Winsoriser(Panel panel, double tail)
{
    private readonly float[] values = new float[panel.SymbolCount];
    private readonly float[] lowest = new float[panel.SymbolCount + 1];
    private readonly float[] highest = new float[panel.SymbolCount + 1];

    internal void Apply(Span<float> column, int firstDay, int lastDay)
    {
        for (var day = firstDay; day < lastDay; day++)
        {
            var rows = panel.ByDay.RowsOf(day);
            var known = 0;
            foreach (var row in rows)
                if (!float.IsNaN(column[row])) values[known++] = column[row];
            if (known < 3) continue;
            var (low, high) = Bounds(values.AsSpan(0, known));
            foreach (var row in rows)
            {
                if (column[row] < low) column[row] = low;
                else if (column[row] > high) column[row] = high;
            }
        }
    }

    private (float Low, float High) Bounds(ReadOnlySpan<float> known)
    {
        var position = tail * (known.Length - 1);
        var below = (int)position;
        var keep = below + 2;
        Span<float> small = lowest.AsSpan(0, keep), large = highest.AsSpan(0, keep);
        small.Fill(float.PositiveInfinity);
        large.Fill(float.PositiveInfinity);
        foreach (var value in known)
        {
            Insert(small, value);
            Insert(large, -value);
        }

        var share = position - below;
        var low = small[below] + (share * ((double)small[below + 1] - small[below]));
        var high = large[below] + (share * ((double)large[below + 1] - large[below]));
        return ((float)low, (float)-high);
    }

    private static void Insert(Span<float> ascending, float value)
    {
        var place = ascending.Length - 1;
        if (!(value < ascending[place])) return;
        for (; place > 0 && ascending[place - 1] > value; place--) ascending[place] = ascending[place - 1];
        ascending[place] = value;
    }
}
