namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Clips to the quantiles <c>tail</c> and <c>1 − tail</c> of the day's known values (type 7: linear between order statistics). A day with
/// fewer than three is left as it is. Only the few values of each tail are ever put in order.
/// </summary>
internal sealed class Winsoriser(int symbols, double tail) : IDayStep
{
    private readonly float[] lowest = new float[symbols + 1];
    private readonly float[] highest = new float[symbols + 1];

    public bool NeedsRows => false;

    public void Apply(Span<float> values, ReadOnlySpan<int> rows)
    {
        var known = 0;
        foreach (var value in values) known += float.IsNaN(value) ? 0 : 1;
        if (known < 3 || tail == 0) return;
        var (low, high) = Bounds(values, known);
        for (var i = 0; i < values.Length; i++)
            if (values[i] < low) values[i] = low;
            else if (values[i] > high) values[i] = high;
    }

    private (float Low, float High) Bounds(ReadOnlySpan<float> values, int known)
    {
        var position = tail * (known - 1);
        var below = (int)position;
        var keep = below + 2;
        Span<float> small = lowest.AsSpan(0, keep), large = highest.AsSpan(0, keep);
        small.Fill(float.PositiveInfinity);
        large.Fill(float.NegativeInfinity);
        foreach (var value in values)
        {
            if (value < small[^1]) InsertAscending(small, value);
            if (value > large[^1]) InsertDescending(large, value);
        }

        var share = position - below;
        var low = small[below] + (share * ((double)small[below + 1] - small[below]));
        var high = large[below] + (share * ((double)large[below + 1] - large[below]));
        return ((float)low, (float)high);
    }

    private static void InsertAscending(Span<float> sorted, float value)
    {
        var place = sorted.Length - 1;
        for (; place > 0 && sorted[place - 1] > value; place--) sorted[place] = sorted[place - 1];
        sorted[place] = value;
    }

    private static void InsertDescending(Span<float> sorted, float value)
    {
        var place = sorted.Length - 1;
        for (; place > 0 && sorted[place - 1] < value; place--) sorted[place] = sorted[place - 1];
        sorted[place] = value;
    }
}
