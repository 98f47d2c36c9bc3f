namespace TradeML.Models.EquitiesXs;

/// <summary>Groups rows by session, so that labels and scores can be compared within each.</summary>
internal sealed class CrossSection
{
    private readonly int[] order;
    private readonly int[] starts;

    /// <summary>Groups rows by session; within a session they keep their order.</summary>
    /// <param name="day">Session index of each sample row.</param>
    /// <param name="rows">The sample rows to group.</param>
    /// <param name="sessions">Number of sessions.</param>
    public CrossSection(ReadOnlySpan<int> day, ReadOnlySpan<int> rows, int sessions)
    {
        starts = new int[sessions + 1];
        foreach (var row in rows) starts[day[row] + 1]++;
        for (var session = 0; session < sessions; session++) starts[session + 1] += starts[session];
        order = new int[rows.Length];
        var next = starts.AsSpan(0, sessions).ToArray();
        for (var i = 0; i < rows.Length; i++) order[next[day[rows[i]]]++] = i;
    }

    /// <summary>Number of sessions.</summary>
    public int Sessions => starts.Length - 1;

    /// <summary>Positions (into the grouped rows) of one session.</summary>
    public ReadOnlySpan<int> Of(int session) => order.AsSpan(starts[session]..starts[session + 1]);

    /// <summary>Ranks from 1 upwards, ties averaged.</summary>
    public static void Rank(ReadOnlySpan<double> values, Span<double> ranks)
    {
        var keys = values.ToArray();
        var places = new int[keys.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(keys, places);
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i]) end++;
            for (var k = i; k < end; k++) ranks[places[k]] = (i + end + 1) / 2.0;
            i = end;
        }
    }

    /// <summary>Pearson's correlation; NaN when either side does not vary.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = 0, meanY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i];
            meanY += y[i];
        }

        meanX /= x.Length;
        meanY /= x.Length;
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
