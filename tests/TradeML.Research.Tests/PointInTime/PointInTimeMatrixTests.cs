using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Testing;

namespace TradeML.Research.Tests.PointInTime;

/// <summary>The matrix as models see it: clipped and standardised across symbols.</summary>
public sealed class PointInTimeMatrixTests : PointInTimeTests
{
    protected override IEnumerable<(string Name, double Value)> KnownBy(Panel panel, int session)
    {
        var matrix = EquityFeatures.Build(panel,
            FeatureSets.EquitiesV1 with { Steps = [CrossSectionStep.Winsorise(0.1), CrossSectionStep.ZScore] },
            threads: 2);
        return matrix.Names
            .SelectMany((name, column) => RowsThrough(panel, session)
                .Select(item => ($"{name} {item.Name}", (double)matrix.Column(column)[item.Row])));
    }
}
