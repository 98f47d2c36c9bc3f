using TradeML.Research.Labels;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>A label is known when it has ended: those that end by a session never change after it.</summary>
public sealed class PointInTimeLabelTests : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        foreach (var anchor in new[] { ForwardAnchor.Session, ForwardAnchor.SymbolRow })
        {
            var labels = ForwardReturns.Build(panel, 5, anchor);
            foreach (var (name, row) in RowsThrough(panel, session))
                if (labels.EndDay[row] >= 0 && labels.EndDay[row] <= session) yield return ($"{anchor} {name} ends {labels.EndDay[row]}", labels.Value[row]);
        }
    }
}
