using TradeML.Core.Time;
using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Features.Intraday;

namespace TradeML.Proof.Subjects;

/// <summary>
/// The intraday features of the world's minute bars: those of a bar claimed to be known when its minute ends, those of
/// a day at the session's close.
/// </summary>
/// <param name="threads">Threads to use, at least 1.</param>
internal sealed class IntradaySubject(int threads = 1) : IPointInTimeSubject
{
    /// <inheritdoc/>
    public string Name => "intraday features";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [WorldTables.Minutes];

    /// <inheritdoc/>
    public bool AnswersAsOf => false;

    /// <inheritdoc/>
    public IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(world);
        List<(string Key, DateOnly Date, DateTime Known)> minutes = [], days = [];
        List<IntradayMatrix> ofMinutes = [], ofDays = [];
        foreach (var series in WorldMinutes.Of(world))
        {
            var (perMinute, perDay) =
                (IntradayFeatures.PerMinute(series, ExchangeCalendar.Xnys, threads, cancellationToken),
                    IntradayFeatures.PerDay(series, ExchangeCalendar.Xnys, threads, cancellationToken));
            minutes.AddRange(perMinute.Bar.Select(bar =>
                ($"{series.Symbol} {series.Start[bar]:HH:mm}", ExchangeCalendar.Xnys.TradingDayOf(series.Start[bar]),
                    series.Start[bar].AddMinutes(1))));
            days.AddRange(perDay.Sessions.Select(s => (series.Symbol, s.Session.Date, s.Session.CloseUtc)));
            ofMinutes.Add(perMinute);
            ofDays.Add(perDay);
        }

        return [Output("minutes", minutes, ofMinutes), Output("days", days, ofDays)];
    }

    private static SubjectOutput Output(
        string name, List<(string Key, DateOnly Date, DateTime Known)> rows, List<IntradayMatrix> matrices) => new(
            name, [.. rows.Select(r => r.Key)], [.. rows.Select(r => r.Date)], [.. rows.Select(r => r.Known)],
            [.. matrices.Take(1).SelectMany(m => m.Names)
                .Select((column, c) =>
                    new OutputColumn(column, matrices.SelectMany(m => m.Column(c).ToArray()).ToArray()))]);
}
