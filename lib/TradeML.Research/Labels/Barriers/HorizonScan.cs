using TradeML.Research.Panels;

namespace TradeML.Research.Labels.Barriers;

/// <summary>
/// Finds the end of the horizon of one symbol's rows, in ascending order. Every answer uses what is known by the
/// session it names and nothing later: a label that has closed never changes.
/// </summary>
internal sealed class HorizonScan
{
    private readonly Panel panel;
    private readonly LabelHorizon horizon;
    private readonly List<ListingEnd> ends;
    private readonly int last;
    private readonly int lastSession;
    private int through;
    private int firstEnd;

    internal HorizonScan(Panel panel, int symbol, LabelHorizon horizon, ListingEnds? listings)
    {
        (this.panel, this.horizon) = (panel, horizon);
        ends = listings?.Of(symbol) ?? [];
        through = panel.RowStarts[symbol];
        last = panel.RowStarts[symbol + 1] - 1;
        lastSession = panel.Sessions.Length - 1;
    }

    internal HorizonEnd Next(int row)
    {
        while (firstEnd < ends.Count && ends[firstEnd].LastRow < row) firstEnd++;
        return horizon.Anchor == ForwardAnchor.Session ? BySession(row) : ByRow(row);
    }

    private HorizonEnd BySession(int row)
    {
        var target = panel.Day[row] + horizon.Length;
        through = Math.Max(through, row);
        while (through < last && panel.Day[through + 1] <= target) through++;
        for (var i = firstEnd; i < ends.Count && panel.Day[ends[i].LastRow] < target; i++)
        {
            var end = ends[i];
            if (end.RecordDay <= lastSession && end.RecordedBy(target))
                return Ended(end.LastRow, Math.Max(target, end.RecordDay), end.Reason);
            if (end.ClosedByLength && end.NextDay > target)
                return Ended(end.LastRow, Math.Max(target, end.GapDay), DelistingReason.Unknown);
        }

        if (target > lastSession) return new(through, -1, LabelEnd.HorizonIncomplete, 0);
        return panel.Day[through] == target
            ? new(through, target, LabelEnd.Horizon, 0)
            : new(through, -1, LabelEnd.NoBar, 0);
    }

    private HorizonEnd ByRow(int row)
    {
        var target = row + horizon.Length;
        if (firstEnd < ends.Count && ends[firstEnd].LastRow < target)
        {
            var end = ends[firstEnd];
            return end.RecordedBy(0)
                ? Ended(end.LastRow, end.RecordDay, end.Reason)
                : Ended(end.LastRow, end.GapDay, DelistingReason.Unknown);
        }

        return target <= last
            ? new(target, panel.Day[target], LabelEnd.Horizon, 0)
            : new(last, -1, LabelEnd.HorizonIncomplete, 0);
    }

    private HorizonEnd Ended(int row, int day, DelistingReason reason) => day > lastSession
        ? new(row, -1, LabelEnd.HorizonIncomplete, 0)
        : new(row, day, DelistingReturns.EndOf(reason), horizon.DelistingReturns[reason]);
}
