using System.Runtime.Intrinsics;

namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Clips to the quantiles <c>tail</c> and <c>1 − tail</c> of the day's known values (type 7: linear between order
/// statistics). A day with fewer than three is left as it is. Only the few values of each tail are ever put in order.
/// </summary>
internal sealed class Winsoriser(int symbols, double tail) : IDayStep
{
    private readonly float[] lowest = new float[symbols + 1];
    private readonly float[] highest = new float[symbols + 1];

    public bool NeedsRows => false;

    public void Apply(Span<float> values, ReadOnlySpan<int> rows)
    {
        var known = Known(values);
        if (known < 3 || tail == 0) return;
        var (low, high) = Bounds(values, known);
        Vector256<float> lows = Vector256.Create(low), highs = Vector256.Create(high);
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            var value = Vector256.Create<float>(values.Slice(i, 8));
            value = Vector256.ConditionalSelect(Vector256.LessThan(value, lows), lows, value);
            Vector256.ConditionalSelect(Vector256.GreaterThan(value, highs), highs, value).CopyTo(values.Slice(i, 8));
        }

        for (; i < values.Length; i++)
            if (values[i] < low) values[i] = low;
            else if (values[i] > high) values[i] = high;
    }

    private static int Known(ReadOnlySpan<float> values)
    {
        var counts = Vector256<int>.Zero;
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            var value = Vector256.Create(values.Slice(i, 8));
            counts -= Vector256.Equals(value, value).AsInt32();
        }

        var known = Vector256.Sum(counts);
        for (; i < values.Length; i++) known += float.IsNaN(values[i]) ? 0 : 1;
        return known;
    }

    private (float Low, float High) Bounds(ReadOnlySpan<float> values, int known)
    {
        var position = tail * (known - 1);
        var below = (int)position;
        var keep = below + 2;
        Span<float> small = lowest.AsSpan(0, keep), large = highest.AsSpan(0, keep);
        small.Fill(float.PositiveInfinity);
        large.Fill(float.NegativeInfinity);
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            // Few values still belong to a tail once it is filled: eight are passed over at a time.
            var eight = Vector256.Create(values.Slice(i, 8));
            if ((Vector256.LessThan(eight, Vector256.Create(small[^1]))
                | Vector256.GreaterThan(eight, Vector256.Create(large[^1]))) == Vector256<float>.Zero) continue;
            foreach (var value in values.Slice(i, 8)) Keep(value, small, large);
        }

        foreach (var value in values[i..]) Keep(value, small, large);

        var share = position - below;
        var low = small[below] + (share * ((double)small[below + 1] - small[below]));
        var high = large[below] + (share * ((double)large[below + 1] - large[below]));
        return ((float)low, (float)high);
    }

    private static void Keep(float value, Span<float> small, Span<float> large)
    {
        if (value < small[^1]) InsertAscending(small, value);
        if (value > large[^1]) InsertDescending(large, value);
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
