using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>
/// A label is known when it has ended: those that end by a session never change after it, and the entry's side never
/// does.
/// </summary>
public sealed class PointInTimeLabelTests : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        // The records of a session are known with its close; the changed world, which has more sessions, holds others
        // after it.
        var changed = panel.Sessions.Length > 200;
        var records = new[] { 30, 60, 100, 140, 180 }.Where(day => !changed || day <= session)
            .Select((day, i) => new Delisting(panel.Symbols[i], panel.Sessions[day], (DelistingReason)i)).ToList();
        if (changed)
            records.AddRange(
                panel.Symbols
                    .Select((symbol, i) =>
                        new Delisting(symbol, panel.Sessions[Math.Min(session + 1 + i, 206)],
                            DelistingReason.Performance)));
        foreach (var anchor in Enum.GetValues<ForwardAnchor>())
        {
            foreach (var ended in Enum.GetValues<EndedSeries>())
            {
                var horizon = new LabelHorizon(5) { Anchor = anchor, Ended = ended, EndedAfterSessions = 4 };
                foreach (var output in Closed(panel, session, $"{horizon}",
                    ForwardReturns.Build(panel, new(horizon), records))) yield return output;
                var config = new TripleBarrierConfig(horizon)
                {
                    SignAtHorizon = true,
                    Intrabar = anchor == ForwardAnchor.SymbolRow
                };
                var barrier = TripleBarrier.Label(panel, config, null, records);
                foreach (var output in Closed(panel, session, $"barrier {horizon}", barrier.Labels))
                    yield return output;
                foreach (var (name, row) in RowsThrough(panel, session))
                {
                    yield return ($"target {name}", barrier.Target[row]);
                    if (barrier.Labels.EndDay[row] >= 0 && barrier.Labels.EndDay[row] <= session)
                        yield return ($"return {name}", barrier.Return[row]);
                }
            }
        }
    }

    private static IEnumerable<(string Name, double Value)> Closed(
        Panel panel, int session, string kind, EventLabels labels)
    {
        foreach (var (name, row) in RowsThrough(panel, session))
            if (labels.EndDay[row] >= 0 && labels.EndDay[row] <= session)
                yield return ($"{kind} {name} ends {labels.EndDay[row]} {labels.End[row]}", labels.Value[row]);
    }
}
