using TradeML.Core.Errors;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Testing;

namespace TradeML.Research.Tests.Features;

public sealed class EquityFeaturesTests
{
    [Test]
    public void Build_OneThreadAndMany_GivesTheSameBits()
    {
        var panel = RandomPanel.Create(11, symbols: 25, days: 700);
        var one = EquityFeatures.Build(panel, FeatureSets.EquitiesV1);
        foreach (var threads in new[] { 2, 5 })
        {
            var many = EquityFeatures.Build(panel, FeatureSets.EquitiesV1, threads);
            Assert.That(many.Values.Select(BitConverter.SingleToInt32Bits),
                Is.EqualTo(one.Values.Select(BitConverter.SingleToInt32Bits)));
        }
    }

    [Test]
    public void Build_Standardised_EqualsTheSlowZScore([Values(0.0, 0.01, 0.1, 0.25)] double tail)
    {
        var panel = RandomPanel.Create(12, symbols: 30, days: 300);
        var config = new FeatureSetConfig
        {
            Name = "test", Features = ["mom_5", "log_adv_20", "dow_sin"],
            Steps = [CrossSectionStep.Winsorise(tail), CrossSectionStep.ZScore]
        };
        var plain = EquityFeatures.Build(panel, config with { Steps = [] });
        var scored = EquityFeatures.Build(panel, config, 2);
        for (var column = 0; column < 2; column++)
            for (var session = 0; session < panel.Sessions.Length; session++)
            {
                var rows = panel.ByDay.RowsOf(session).ToArray().Where(row => !float.IsNaN(plain.Column(column)[row]))
                    .ToArray();
                var values = Clip([.. rows.Select(row => (double)plain.Column(column)[row])], tail);
                for (var i = 0; i < rows.Length; i++)
                {
                    var mean = values.Average();
                    var deviation = Math.Sqrt(
                        values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
                    Assert.That(scored.Column(column)[rows[i]], Is.EqualTo((values[i] - mean) / deviation).Within(2e-5),
                        $"{plain.Names[column]}, session {session}");
                }
            }

        Assert.That(scored.Column("feat_dow_sin").ToArray(), Is.EqualTo(plain.Column("feat_dow_sin").ToArray()),
            "calendar features are left as they are");
    }

    [Test]
    public void Column_SplitWithStep_EqualsTheUnsplitSeries()
    {
        var plain = RandomPanel.Create(13, symbols: 2, days: 120, steps: false, missing: 0);
        double[] Scaled(double[] values, double factor) =>
            [.. values.Select((value, row) => plain.Day[row] >= 70 ? value * factor : value)];
        double[] Steps(double step) => [.. plain.Day.Select(day => day == 70 ? step : 1)];
        var split = Panel.Create(plain.Symbols, plain.Sessions, plain.RowStarts, plain.Day, new()
        {
            Open = Scaled(plain.Open, 0.25), High = Scaled(plain.High, 0.25), Low = Scaled(plain.Low, 0.25),
            Close = Scaled(plain.Close, 0.25),
            Volume = Scaled(plain.Volume, 4), PriceStep = Steps(0.25), VolumeStep = Steps(4),
        });
        foreach (var feature in new[] { "mom_20", "gap_overnight", "drawdown_60", "rvol_20", "downside_vol_20",
            "adv_20_dollar", "amihud_20_x1e6" })
            Assert.That(EquityFeatures.Column(split, feature),
                Is.EqualTo(EquityFeatures.Column(plain, feature)).Within(1e-9).Percent, feature);
        double[] before = EquityFeatures.Column(plain, "adv_20_shares"),
            after = EquityFeatures.Column(split, "adv_20_shares");
        Assert.That(after[60], Is.EqualTo(before[60]));
        Assert.That(after[75], Is.EqualTo(4 * before[75]).Within(1e-9).Percent, "shares of the date");
    }

    [Test]
    public void Column_StepsOfOne_GivesTheBitsOfNoSteps()
    {
        var plain = RandomPanel.Create(14, steps: false);
        var ones = plain.PriceStep;
        var same = Panel.Create(plain.Symbols, plain.Sessions, plain.RowStarts, plain.Day, new()
        {
            Open = plain.Open, High = plain.High, Low = plain.Low, Close = plain.Close, Volume = plain.Volume,
            PriceStep = ones, VolumeStep = ones, TotalReturnStep = ones,
            SharesOutstanding = plain.SharesOutstanding, SessionsToEarnings = plain.SessionsToEarnings,
            SessionsSinceEarnings = plain.SessionsSinceEarnings,
        });
        foreach (var feature in FeatureCatalog.All.Where(d => !d.HasCategory)
            .Select(d => d.Pattern.Replace("H", "20", StringComparison.Ordinal)))
            Assert.That(EquityFeatures.Column(same, feature), Is.EqualTo(EquityFeatures.Column(plain, feature)),
                feature);
    }

    [TestCase("mom_0")]
    [TestCase("mom_")]
    [TestCase("rvol_1")]
    [TestCase("mom_20x")]
    [TestCase("momentum_20")]
    [TestCase("adv_20")]
    public void Parse_UnknownName_Throws(string name) =>
        Assert.That(Assert.Throws<TradeMLException>(() => FeatureSpec.Parse(name))!.Kind,
            Is.EqualTo(ErrorKind.BadInput));

    [Test]
    public void Build_SizeWithoutShares_IsUnknownAndNamesTheInput()
    {
        var plain = RandomPanel.Create(15);
        var bare = Panel.Create(plain.Symbols, plain.Sessions, plain.RowStarts, plain.Day,
            new()
            {
                Open = plain.Open, High = plain.High, Low = plain.Low, Close = plain.Close,
                Volume = plain.Volume
            });
        var matrix = EquityFeatures.Build(bare, FeatureSets.EquitiesV1);
        Assert.That(matrix.Missing["feat_turnover_20"], Is.EqualTo("shares outstanding"));
        Assert.That(matrix.Missing["feat_log_mktcap"], Is.EqualTo("shares outstanding"));
        Assert.That(matrix.Missing, Does.Not.ContainKey("feat_mom_20"));
        Assert.That(matrix.Column("feat_turnover_20").ToArray(), Has.All.NaN);
    }

    private static double[] Clip(double[] values, double tail)
    {
        if (tail == 0 || values.Length < 3) return values;
        var sorted = values.Order().ToArray();
        double At(double p)
        {
            var place = p * (sorted.Length - 1);
            var below = (int)place;
            return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
        }

        return [.. values.Select(value => Math.Clamp(value, At(tail), At(1 - tail)))];
    }
}
