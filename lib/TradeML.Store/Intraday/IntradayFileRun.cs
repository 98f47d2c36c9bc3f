using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Research.Features.Intraday;
using TradeML.Store.Bars;
using TradeML.Store.Features;

namespace TradeML.Store.Intraday;

/// <summary>What a run from a file of minute bars to a file of features did.</summary>
/// <param name="Per"><c>minute</c> or <c>day</c>.</param>
/// <param name="Bars">Bars read.</param>
/// <param name="OutsideSessions">Bars before the open, from the close on, or on days without a session; they are left
/// out.</param>
/// <param name="Symbols">Symbols.</param>
/// <param name="Sessions">Sessions with bars, summed over symbols.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="Features">The features with their shares of unknown values, in column order.</param>
/// <param name="Seconds">Wall time of reading, computing and writing.</param>
public sealed record IntradayFileRun(
    string Per, long Bars, long OutsideSessions, int Symbols, int Sessions, long Rows,
    IReadOnlyList<FeatureShare> Features, double Seconds)
{
    /// <summary>
    /// Computes the intraday features of a file of minute bars (see <see cref="MinuteFile"/>), a symbol at a time.
    /// </summary>
    /// <param name="bars">The file of minute bars.</param>
    /// <param name="output">The Parquet file to write; it appears when it is complete.</param>
    /// <param name="daily">Whether there is a row a day, not a row a bar.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="threads">Threads, at least 1; the bytes do not depend on it.</param>
    /// <param name="clock">Measures the time taken.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="TradeMLException">Bad input: the bars, with file, row and column. Storage: the output can't be
    /// written.</exception>
    public static IntradayFileRun Run(
        string bars, string output, bool daily, ExchangeCalendar calendar, int threads, TimeProvider clock,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var began = clock.GetTimestamp();
        var features = daily ? IntradayCatalog.PerDay : IntradayCatalog.PerMinute;
        long read = 0, inside = 0;
        int symbols = 0, sessions = 0;
        using var series = MinuteFile.Read(bars, threads, cancellationToken).GetEnumerator();
        var any = series.MoveNext(); // a bad head of the file leaves an older output alone
        using var writer = new IntradayFileWriter(output, [.. features.Select(f => "feat_" + f.Name)], !daily);
        for (; any; any = series.MoveNext())
        {
            var symbol = series.Current;
            PanelFile.RequirePast(DateOnly.FromDateTime(symbol.Start[^1]), bars, MinuteColumn.Start, clock);
            var matrix = daily
                ? IntradayFeatures.PerDay(symbol, calendar, threads, cancellationToken)
                : IntradayFeatures.PerMinute(symbol, calendar, threads, cancellationToken);
            writer.Add(symbol.Symbol, daily ? Days(matrix) : Minutes(symbol, matrix), matrix.Values);
            symbols++;
            sessions += matrix.Sessions.Count;
            read += symbol.Rows;
            foreach (var session in matrix.Sessions) inside += session.Count;
        }

        writer.Finish();
        return new(
            daily ? "day" : "minute", read, read - inside, symbols, sessions, writer.Rows,
            [.. features
                .Select((f, i) =>
                    new FeatureShare("feat_" + f.Name,
                        writer.Rows == 0 ? 1 : (double)writer.Unknown[i] / writer.Rows))],
                        clock.GetElapsedTime(began).TotalSeconds);
    }

    private static long[] Days(IntradayMatrix matrix) =>
        [.. matrix.Sessions
            .Select(s => (long)(s.Session.Date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber))];

    private static long[] Minutes(MinuteSeries series, IntradayMatrix matrix) =>
        Array.ConvertAll(matrix.Bar,
            bar => (series.Start[bar].Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
}
