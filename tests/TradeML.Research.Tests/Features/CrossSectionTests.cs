using TradeML.Research.Features;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Features;

/// <summary>The steps across symbols against slow versions that follow their definitions word by word.</summary>
public sealed class CrossSectionTests
{
    private static readonly CrossSectionStep Sector = new(CrossSectionKind.NeutraliseSector);
    private static readonly CrossSectionStep Size = new(CrossSectionKind.NeutraliseSize);
    private static readonly CrossSectionStep Both = new(CrossSectionKind.NeutraliseSectorAndSize);

    private static IEnumerable<CrossSectionStep[]> Orders()
    {
        yield return [CrossSectionStep.Winsorise(0.1)];
        yield return [CrossSectionStep.Rank];
        yield return [CrossSectionStep.ZScore];
        yield return [Sector];
        yield return [Size];
        yield return [Both];
        yield return [CrossSectionStep.Winsorise(0.05), CrossSectionStep.ZScore, Both, CrossSectionStep.ZScore];
        yield return [Sector, CrossSectionStep.Rank];
        yield return [CrossSectionStep.Rank, Size, CrossSectionStep.Winsorise(0.2)];
    }

    [TestCaseSource(nameof(Orders))]
    public void Build_StepsInAnyOrder_EqualTheSlowOnes(CrossSectionStep[] steps)
    {
        var panel = RandomPanel.Create(41, symbols: 40, days: 150);
        var config = new FeatureSetConfig
        {
            Name = "test",
            Features = ["mom_5", "log_adv_20", "sessions_to_earnings", "dow_sin", "sector_energy"], Steps = steps
        };
        var plain = EquityFeatures.Build(panel, config with { Steps = [] });
        var built = EquityFeatures.Build(panel, config, 2);
        for (var column = 0; column < 3; column++)
            for (var session = 0; session < panel.Sessions.Length; session++)
            {
                var rows = panel.ByDay.RowsOf(session).ToArray();
                double[] values = [.. rows.Select(row => (double)plain.Column(column)[row])];
                foreach (var step in steps) values = [.. Slow(step, panel, rows, values).Select(v => (double)(float)v)];
                for (var i = 0; i < rows.Length; i++)
                    Assert.That((double)built.Column(column)[rows[i]], Is.EqualTo(values[i]).Within(2e-4),
                        $"{built.Names[column]}, session {session}, {panel.Symbols[i % panel.SymbolCount]}");
            }

        foreach (var name in new[] { "feat_dow_sin", "feat_sector_energy" })
            Assert.That(built.Column(name).ToArray(), Is.EqualTo(plain.Column(name).ToArray()),
                "calendar and dummies are left as they are");
    }

    [TestCaseSource(nameof(Orders))]
    public void Build_OneThreadAndMany_GiveTheSameBits(CrossSectionStep[] steps)
    {
        var panel = RandomPanel.Create(42, symbols: 300, days: 260);
        var config = new FeatureSetConfig { Name = "test", Features = ["mom_5", "log_amihud_20"], Steps = steps };
        var one = EquityFeatures.Build(panel, config);
        foreach (var threads in new[] { 2, 5 })
            Assert.That(EquityFeatures.Build(panel, config, threads).Values.Select(BitConverter.SingleToInt32Bits),
                Is.EqualTo(one.Values.Select(BitConverter.SingleToInt32Bits)));
    }

    [Test]
    public void Rank_EqualValues_ShareTheMeanOfTheirRanks() =>
        Assert.That(Day([3, 1, 3, double.NaN, 7], CrossSectionStep.Rank),
            Is.EqualTo(new[] { 0f, -0.5f, 0f, float.NaN, 0.5f }));

    [Test]
    public void Steps_EqualValues_AreZero()
    {
        foreach (var step in new[] { CrossSectionStep.ZScore, CrossSectionStep.Rank, Sector, Size })
            Assert.That(Day([0.1, 0.1, 0.1, 0.1], step), Has.All.EqualTo(0f), step.Kind.ToString());
    }

    [Test]
    public void Steps_FewNames_FollowTheirRules()
    {
        Assert.That(Day([1, 9], CrossSectionStep.Winsorise(0.25)), Is.EqualTo(new[] { 1f, 9f }),
            "fewer than three are not clipped");
        Assert.That(Day([4], CrossSectionStep.Rank), Has.All.NaN);
        Assert.That(Day([4, double.NaN], CrossSectionStep.ZScore), Has.All.NaN);
        Assert.That(Day([1, 9], CrossSectionStep.Rank), Is.EqualTo(new[] { -0.5f, 0.5f }));
        Assert.That(Day([1, 9], Sector), Has.All.NaN, "fewer than three of a sector");
        Assert.That(Day([1, 9], Size), Has.All.NaN);
        Assert.That(Day([1, 2, 9], Sector), Is.EqualTo(new[] { -3f, -2f, 5f }));
    }

    [Test]
    public void Neutralise_WithoutItsInput_IsUnknownAndSaysSo()
    {
        var plain = RandomPanel.Create(43);
        var bare = Panel.Create(plain.Symbols, plain.Sessions, plain.RowStarts, plain.Day,
            new()
            {
                Open = plain.Open, High = plain.High, Low = plain.Low, Close = plain.Close,
                Volume = plain.Volume
            });
        var matrix = EquityFeatures.Build(bare,
            new() { Name = "test", Features = ["mom_5", "dow_sin"], Steps = [Both] });
        Assert.That(matrix.Missing, Is.EqualTo(new Dictionary<string, string> { ["feat_mom_5"] = "sector" }));
        var (known, unknown) = matrix.Split();
        Assert.That(known.Names, Is.EqualTo(new[] { "feat_dow_sin" }));
        Assert.That(unknown, Is.EqualTo(new[] { "feat_mom_5" }));
        Assert.That(known.Values, Is.EqualTo(matrix.Column("feat_dow_sin").ToArray()));
    }

    /// <summary>
    /// One day's values of names of one sector, as the distance to earnings; sizes rise with the place unless all
    /// values are equal.
    /// </summary>
    private static float[] Day(double[] values, CrossSectionStep step)
    {
        double[] Of(double value) => [.. values.Select(_ => value)];
        var panel = Panel.Create(
            [.. values.Select((_, i) => $"S{i}")], [new(2024, 1, 2)], [.. Enumerable.Range(0, values.Length + 1)],
            new int[values.Length],
            new()
            {
                Open = Of(1), High = Of(1), Low = Of(1), Close = Of(1), Volume = Of(1),
                SharesOutstanding = [.. values.Select((_, i) => 1e6 * (i + 1))],
                Sector = new int[values.Length], SectorNames = ["Energy"], SessionsToEarnings = values,
            });
        return EquityFeatures.Build(panel,
            new() { Name = "test", Features = ["sessions_to_earnings"], Steps = [step] }).Values;
    }

    private static double[] Slow(CrossSectionStep step, Panel panel, int[] rows, double[] values)
    {
        double[] size = [.. rows.Select(row => Math.Log(panel.Close[row] * panel.SharesOutstanding![row]))];
        int[] sector = [.. rows.Select(row => panel.Sector![row])];
        bool IsKnown(int i) => !double.IsNaN(values[i]);
        double[] known = [.. values.Where(v => !double.IsNaN(v))];
        switch (step.Kind)
        {
            case CrossSectionKind.Winsorise:
                if (known.Length < 3) return values;
                return [
                    .. values.Select(v => Math.Clamp(v, Quantile(known, step.Tail), Quantile(known, 1 - step.Tail)))];
            case CrossSectionKind.Rank:
                return [.. values.Select(v => known.Length < 2 || double.IsNaN(v) ? double.NaN
                    : ((known.Count(k => k < v) + ((known.Count(k => k == v) - 1) / 2.0)) / (known.Length - 1)) - 0.5)];
            case CrossSectionKind.ZScore:
                var mean = known.Length == 0 ? 0 : known.Average();
                var deviation = known.Length < 2
                    ? double.NaN
                    : Math.Sqrt(known.Sum(k => (k - mean) * (k - mean)) / (known.Length - 1));
                return [.. values.Select(v => deviation == 0 ? v * 0 : (v - mean) / deviation)];
            default:
                var (bySector, bySize) = (step.Kind != CrossSectionKind.NeutraliseSize,
                    step.Kind != CrossSectionKind.NeutraliseSector);
                int GroupOf(int i) => bySector ? sector[i] : 0;
                int[] Members(int i) =>
                    [.. Enumerable.Range(0, rows.Length).Where(j => IsKnown(j) && GroupOf(j) == GroupOf(i))];
                bool IsUsed(int i) => IsKnown(i) && GroupOf(i) >= 0 && Members(i).Length >= 3;
                int[] used = [.. Enumerable.Range(0, rows.Length).Where(IsUsed)];
                double Away(double[] of, int i) => of[i] - Members(i).Average(j => of[j]);
                var square = used.Sum(i => Away(size, i) * Away(size, i));
                var slope = bySize && square > 0 ? used.Sum(i => Away(size, i) * Away(values, i)) / square : 0;
                return [
                    .. Enumerable.Range(0, rows.Length)
                        .Select(i => IsUsed(i) ? Away(values, i) - (slope * Away(size, i)) : double.NaN)];
        }
    }

    private static double Quantile(double[] values, double p)
    {
        var sorted = values.Order().ToArray();
        var place = p * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
