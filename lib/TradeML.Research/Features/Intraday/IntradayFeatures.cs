using TradeML.Core.Errors;
using TradeML.Core.Time;

namespace TradeML.Research.Features.Intraday;

/// <summary>
/// Builds the intraday features of one symbol's minute bars (SSOT §3.3), bar by bar or day by day. Sessions and
/// half-days are the calendar's; a row uses bars of its own session up to and including its minute, a daily row those
/// of its session.
/// </summary>
public static class IntradayFeatures
{
    /// <summary>The features of every bar that lies in a session.</summary>
    /// <param name="series">The bars of one symbol.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: a bar outside the calendar, threads below 1.</exception>
    public static IntradayMatrix PerMinute(
        MinuteSeries series, ExchangeCalendar calendar, int threads = 1, CancellationToken cancellationToken = default)
    {
        var sessions = SessionBars.Cut(series, calendar);
        var starts = new int[sessions.Count + 1];
        for (var i = 0; i < sessions.Count; i++) starts[i + 1] = starts[i] + sessions[i].Count;
        var matrix = New(IntradayCatalog.PerMinute, starts[^1], sessions);
        ForEachSession(series, sessions, threads, (grid, i) =>
        {
            var bars = sessions[i];
            for (var column = 0; column < matrix.Names.Count; column++)
            {
                var values = grid.Result.AsSpan(0, grid.Minutes.Minutes);
                IntradayCatalog.PerMinute[column].OfMinutes!(grid.Minutes, values);
                var target = matrix.Values.AsSpan((column * matrix.Rows) + starts[i], bars.Count);
                for (var row = 0; row < bars.Count; row++)
                    target[row] = Known(values[MinuteGrid.MinuteOf(series, bars, bars.First + row)]);
            }

            for (var row = 0; row < bars.Count; row++) matrix.Bar[starts[i] + row] = bars.First + row;
        }, cancellationToken);
        return matrix;
    }

    /// <summary>The features of every session that has a bar.</summary>
    /// <param name="series">The bars of one symbol.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="threads">Threads to use, at least 1; the bits of the result do not depend on it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="TradeMLException">Bad input: a bar outside the calendar, threads below 1.</exception>
    public static IntradayMatrix PerDay(
        MinuteSeries series, ExchangeCalendar calendar, int threads = 1, CancellationToken cancellationToken = default)
    {
        var sessions = SessionBars.Cut(series, calendar);
        var matrix = New(IntradayCatalog.PerDay, sessions.Count, sessions);
        ForEachSession(series, sessions, threads, (grid, i) =>
        {
            for (var column = 0; column < matrix.Names.Count; column++)
                matrix.Values[(column * matrix.Rows) + i] = Known(IntradayCatalog.PerDay[column].OfDay!(grid.Minutes));
            matrix.Bar[i] = sessions[i].End - 1;
        }, cancellationToken);
        return matrix;
    }

    private static IntradayMatrix New(
        IReadOnlyList<IntradayFeature> features, int rows, IReadOnlyList<SessionBars> sessions) => new(
            [.. features.Select(f => "feat_" + f.Name)],
            GC.AllocateUninitializedArray<float>(checked(rows * features.Count)), new int[rows], sessions);

    // A matrix holds finite values and NaN only.
    private static float Known(double value) => double.IsFinite(value) ? (float)value : float.NaN;

    private static void ForEachSession(
        MinuteSeries series, IReadOnlyList<SessionBars> sessions, int threads,
        Action<(MinuteGrid Minutes, double[] Result), int> work, CancellationToken ct)
    {
        if (threads < 1) throw new TradeMLException(ErrorKind.BadInput, $"Threads are at least 1, not {threads}.");
        if (sessions.Count == 0) return;
        var longest = sessions.Max(s => s.Session.Minutes);
        Parallel.For(
            0, sessions.Count, new() { MaxDegreeOfParallelism = threads, CancellationToken = ct },
            () => (Minutes: new MinuteGrid(longest), Result: new double[longest]),
            (i, _, grid) =>
            {
                grid.Minutes.Load(series, sessions[i]);
                work(grid, i);
                return grid;
            },
            _ => { });
    }
}
