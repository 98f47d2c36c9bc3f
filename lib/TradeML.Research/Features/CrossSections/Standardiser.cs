using System.Runtime.Intrinsics;

namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// The z-score: <c>(x − mean) / standard deviation (n − 1)</c> over the day's known values; a day with fewer than two
/// is unknown, a day without spread is 0. Sums are taken from the first known value as origin, which bounds their
/// cancellation by the number of values (Chan and Lewis 1979), in four lanes of fixed order.
/// </summary>
internal sealed class Standardiser : IDayStep
{
    public bool NeedsRows => false;

    public void Apply(Span<float> values, ReadOnlySpan<int> rows)
    {
        var first = 0;
        while (first < values.Length && float.IsNaN(values[first])) first++;
        if (first == values.Length) return;
        double origin = values[first];
        var (count, sum, squares) = Sums(values[first..], origin);
        var variance = (squares - (sum * sum / count)) / (count - 1);
        var scale = count < 2 ? double.NaN : variance > 0 ? 1 / Math.Sqrt(variance) : 0;
        Scale(values, origin + (sum / count), scale);
    }

    private static (double Count, double Sum, double Squares) Sums(ReadOnlySpan<float> values, double origin)
    {
        var origins = Vector256.Create(origin);
        Vector256<double> sums = default, squares = default;
        var counts = Vector256<int>.Zero;
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            var value = Vector256.Create(values.Slice(i, 8));
            counts -= Vector256.Equals(value, value).AsInt32();
            var (low, high) = Vector256.Widen(value);
            low -= origins;
            high -= origins;
            low &= Vector256.Equals(low, low);
            high &= Vector256.Equals(high, high);
            sums += low + high;
            squares += (low * low) + (high * high);
        }

        double count = Vector256.Sum(counts), sum = Vector256.Sum(sums), square = Vector256.Sum(squares);
        for (; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            var away = values[i] - origin;
            count++;
            sum += away;
            square += away * away;
        }

        return (count, sum, square);
    }

    private static void Scale(Span<float> values, double mean, double scale)
    {
        Vector256<double> means = Vector256.Create(mean), scales = Vector256.Create(scale);
        var i = 0;
        for (; i <= values.Length - 8; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.Create<float>(values.Slice(i, 8)));
            Vector256.Narrow((low - means) * scales, (high - means) * scales).CopyTo(values.Slice(i, 8));
        }

        for (; i < values.Length; i++) values[i] = (float)((values[i] - mean) * scale);
    }
}
