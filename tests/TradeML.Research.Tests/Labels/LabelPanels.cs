using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Labels;

/// <summary>Small panels for label tests.</summary>
internal static class LabelPanels
{
    /// <summary>One symbol, AAA; open, high and low are the close unless given.</summary>
    internal static Panel One(
        double[] close, int[]? day = null, int? sessions = null, double[]? steps = null, double[]? open = null,
        double[]? high = null, double[]? low = null)
    {
        day ??= [.. Enumerable.Range(0, close.Length)];
        return Panel.Create(
            ["AAA"], RandomPanel.Sessions(sessions ?? day[^1] + 1), [0, close.Length], day,
            new()
            {
                Open = open ?? close, High = high ?? close, Low = low ?? close, Close = close,
                Volume = [.. close.Select(_ => 1.0)], TotalReturnStep = steps
            });
    }

    internal static Delisting Delisted(int session, DelistingReason reason) =>
        new("AAA", RandomPanel.Sessions(session + 1)[session], reason);

    internal static ForwardConfig Forward(
        int horizon, ForwardAnchor anchor = ForwardAnchor.Session, EndedSeries ended = EndedSeries.Unknown,
        int after = 20) =>
        new(new(horizon) { Anchor = anchor, Ended = ended, EndedAfterSessions = after });
}
