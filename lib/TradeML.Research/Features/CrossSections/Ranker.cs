namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Ranks the day's known values: <c>(rank − 1) / (n − 1) − 0.5</c>, so that the lowest is −0.5 and the highest 0.5;
/// equal values share the mean of their ranks. A day with fewer than two known values is unknown.
/// </summary>
internal sealed class Ranker(int symbols) : IDayStep
{
    private readonly float[] sorted = new float[symbols];
    private readonly int[] places = new int[symbols];

    public bool NeedsRows => false;

    public void Apply(Span<float> values, ReadOnlySpan<int> rows)
    {
        var known = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) continue;
            sorted[known] = values[i];
            places[known++] = i;
        }

        if (known < 2)
        {
            values.Fill(float.NaN);
            return;
        }

        sorted.AsSpan(0, known).Sort(places.AsSpan(0, known));
        for (int first = 0, after; first < known; first = after)
        {
            for (after = first + 1; after < known && sorted[after] == sorted[first];) after++;
            var rank = (float)(((first + after - 1) / 2.0 / (known - 1)) - 0.5);
            for (var i = first; i < after; i++) values[places[i]] = rank;
        }
    }
}
