using TradeML.Core.Universe;
using TradeML.Ops.Gate;
using TradeML.Ops.Reports;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Tests.Reports;

/// <summary>A full report of invented, seeded figures.</summary>
internal static class SampleReport
{
    internal static readonly DateOnly AsOf = new(2021, 4, 20);

    internal static ReportDocuments Emit(ReportMetrics? metrics = null) =>
        DailyReport.Emit(AsOf, Positions(), Strategies(), metrics ?? Metrics());

    internal static List<ReportPosition> Positions() =>
    [
        .. Enumerable.Range(0, 40)
            .Select(i =>
                ReportPosition.Of($"S{i:000}", (i < 20 ? 1 : -1) * 0.025 * (1 + (i % 7 * 0.05)), "equities_xs")),
    ];

    internal static List<StrategyLine> Strategies() => [new("equities_xs", 0.6213, 0.0483, 41.3, 0.8712)];

    internal static ReportMetrics Metrics()
    {
        var curve = Curve();
        return new ReportMetrics
        {
            Model = "equities_xs",
            PnlDaily = -0.00123456, PnlCumulative = curve[^1].Net - 1, GrossExposure = 1.0, NetExposure = -0.0031,
            Turnover = 0.3312,
            Risk = new(0.0712, 0.1834, 0.0213, 0.0061, 0.0089, 0.0113, 0.0151),
            DataHealth = Health(),
            GoNoGo = GoNoGo.Evaluate(new(0.6213, 0.1834, 0.2113, 0.8841, 0.3571, 6), new GoNoGoLimits()),
            Validation = new(
                [0.4412, 0.7123, 0.5598, 0.6634, -0.0817, 0.7719, 0.6021], 0.6021, 0.6213, 0.01834, 4.21, 3901,
                [.. Enumerable.Range(2005, 17)
                    .Select(y => new IcYear(y, 0.018 + (0.02 * Math.Sin(y * 1.7)), 1.5 * Math.Sin(y * 1.7), 252))],
                0.2113, 0.41, 0.8841, 0.3571, null, 6, "leaves31",
                "The trial of the highest median path Sharpe is reported; every one counts as a trial.", 5),
            Curve = curve,
            Deciles = [.. Enumerable.Range(1, 10).Select(d => new DecileReturn(d, (d - 5.5) * 0.00021, 151_234 + d))],
            Costs = new(0.0793, 0.0310, 0.0483, 7.5,
                "Half spread 2 bp and square-root impact on a book of 1,000,000 USD; borrow 50 bp a year."),
            Trials =
            [
                new("base", new string('1', 64), [0.5, 0.6], 0.55, 0.5813, 0.03, 0.1934, 40.2, 0.0171, 3.9, 3901),
                new("leaves31", new string('2', 64), [0.6, 0.6], 0.6021, 0.6213, 0.04, 0.1834, 41.3, 0.01834, 4.21,
                    3901),
                new("smooth", new string('3', 64), [-0.1, 0.2], 0.05, -0.0413, 0.00, 0.3134, 22.9, 0.0031, 0.7, 3901),
            ],
            Features = [.. Enumerable.Range(0, 18).Select(i => new FeatureGain($"feat_mom_{i}", (18 - i) / 171.0))],
            Provenance = new("equities_xs-3f2a9c01d4e5", new string('a', 64), new string('b', 64), 20240101, "0.1.0",
                new(2005, 1, 3), AsOf, 444, 1_700_123),
        };
    }

    private static DataHealth Health()
    {
        string[] tables = ["curated/equities_ohlcv_adj", "reference/corp_actions", "reference/delistings"];
        return new(
            [.. tables
                .Select((t, i) =>
                    new TableHealth(t, 1_712_345, 1_700_000 + (i * 6000), 3345, 9000 - (i * 3000),
                        (1_700_000 + (i * 6000)) / 1_712_345.0, i == 0 ? 0.98 : 0.99))],
            [.. tables
                .SelectMany((t, i) => Enumerable.Range(2005, 17)
                    .Select(y => Year(t, y, y == 2005 && i == 0 ? 0.43 : y == 2009 ? 0.93 : i == 1 ? 1 : 0.9987)))],
            new(double.NaN, 12, 444,
                "No point-in-time membership list is in the lake: names that left before today may be missing, which "
                    + "flatters the results.",
                SurvivorshipTest.Of([.. Enumerable.Range(0, 444).Select(i => new LifeSpan(new(2005, 1, 3), i < 12))],
                    AsOf, new())));
    }

    private static YearHealth Year(string table, int year, double green) =>
        new(table, year, 111_888, green, (1 - green) / 2, (1 - green) / 2);

    private static List<CurvePoint> Curve()
    {
        var random = new Random(7);
        var points = new List<CurvePoint>();
        var (net, gross, peak, day) = (1.0, 1.0, 1.0, new DateOnly(2005, 7, 5));
        while (day <= AsOf)
        {
            var r = 0.0009 + (0.011 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
            (net, gross) = (net * (1 + r), gross * (1 + r + 0.0006));
            peak = Math.Max(peak, net);
            points.Add(new(day, net, gross, (net / peak) - 1));
            day = day.AddDays(7);
        }

        return points;
    }
}
