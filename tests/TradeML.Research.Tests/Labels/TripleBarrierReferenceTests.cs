using System.Text.Json;
using TradeML.Research.Labels;
using TradeML.Research.Labels.Barriers;
using TradeML.Testing;

namespace TradeML.Research.Tests.Labels;

[Category("Reference")]
public sealed class TripleBarrierReferenceTests
{
    private static IEnumerable<TestCaseData> Cases() => ReferenceCases.Of("triple_barrier.json", "cases");

    private static IEnumerable<TestCaseData> IntrabarCases() =>
        ReferenceCases.Of("triple_barrier.json", "optional_intrabar_variant", "cases");

    [TestCaseSource(nameof(Cases))]
    public void Label_Case_EqualsBaseAndVariants(JsonElement item)
    {
        foreach (var anchor in Enum.GetValues<ForwardAnchor>())
        {
            var config = new TripleBarrierConfig(
                new(item.GetProperty("horizon_sessions").GetInt32()) { Anchor = anchor })
            {
                ProfitTake = item.GetProperty("pt_multiple").GetDouble(),
                StopLoss = item.GetProperty("sl_multiple").GetDouble(),
                MinTarget = item.GetProperty("min_target").GetDouble(),
                VolSpan = item.TryGetProperty("vol_span", out var span) ? span.GetInt32() : 20,
            };
            Compare(item, config, null);
            if (item.TryGetProperty("differences_inclusive", out _))
                Compare(item, config with { Inclusive = true }, "differences_inclusive");
            if (item.TryGetProperty("differences_end_truncate", out _))
                Compare(item, config with { LastCloseAtEndOfData = true }, "differences_end_truncate");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Deviation_CaseWithVolatility_EqualsTheListedOne(JsonElement item)
    {
        if (!item.TryGetProperty("vol", out var listed)) return;
        var labels = TripleBarrier.Label(LabelPanels.One(Reference.Numbers(item.GetProperty("close"))),
            new(new(5)) { VolSpan = item.GetProperty("vol_span").GetInt32() });
        var expected = Reference.Numbers(listed);
        for (var t = 0; t < expected.Length; t++)
            Assert.That(Reference.Close(labels.Target[t], expected[t], 1e-12),
                $"row {t}: {labels.Target[t]:R} for {expected[t]:R}");
    }

    [TestCaseSource(nameof(IntrabarCases))]
    public void Intrabar_Case_EqualsTheExpected(JsonElement item)
    {
        double[] Column(string name) => Reference.Numbers(item.GetProperty(name));
        var (row, horizon, expected) = (item.GetProperty("event").GetInt32(), item.GetProperty("horizon").GetInt32(),
            item.GetProperty("expected"));
        var hit = BarrierScan.Intrabar(
            new(Column("open"), Column("high"), Column("low")),
            Enumerable.Repeat(1.0, item.GetProperty("close").GetArrayLength()).ToArray(), Column("close")[row], row,
            row + horizon,
            item.GetProperty("upper").GetDouble(), item.GetProperty("lower").GetDouble());
        Assert.That(hit.Row, Is.EqualTo(expected.GetProperty("t1").GetInt32()));
        Assert.That($"{hit.End}", Is.EqualTo(expected.GetProperty("barrier").GetString()).IgnoreCase);
        Assert.That(hit.Exit, Is.EqualTo(expected.GetProperty("exit").GetDouble()));
    }

    private static void Compare(JsonElement item, TripleBarrierConfig config, string? differences)
    {
        var panel = LabelPanels.One(Reference.Numbers(item.GetProperty("close")));
        double[]? target = item.TryGetProperty("target", out var given) ? Reference.Numbers(given) : null;
        var zero = TripleBarrier.Label(panel, config, target);
        var sign = TripleBarrier.Label(panel, config with { SignAtHorizon = true }, target);
        var changed = differences is null
            ? []
            : item.GetProperty(differences).EnumerateArray().ToDictionary(e => e.GetProperty("t0").GetInt32());
        foreach (var entry in item.GetProperty("base_strict_end_null").EnumerateArray())
        {
            var row = entry.GetProperty("t0").GetInt32();
            var expected = changed.GetValueOrDefault(row, entry);
            var place = $"{item.GetProperty("id")} {differences} row {row}";
            Assert.That(zero.Labels.Value[row], Is.EqualTo(Reference.Number(expected.GetProperty("label"))), place);
            if (expected.TryGetProperty("reason", out var reason))
            {
                var known = differences == "differences_end_truncate" ? "no_future" : "horizon_incomplete";
                Assert.That(LabelSet.Text(zero.Labels.End[row]),
                    Is.EqualTo(reason.GetString()).Or.EqualTo(
                        reason.GetString() == "no_target" ? "small_target" : known), place);
                Assert.That(zero.Labels.EndDay[row], Is.EqualTo(-1), place);
                continue;
            }

            var barrier = expected.GetProperty("barrier").GetString();
            Assert.That(LabelSet.Text(zero.Labels.End[row]), Is.EqualTo(barrier == "vertical" ? "horizon" : barrier),
                place);
            Assert.That(zero.Labels.EndDay[row], Is.EqualTo(expected.GetProperty("t1").GetInt32()), place);
            Assert.That(Reference.Close(zero.Return[row], expected.GetProperty("ret").GetDouble(), 1e-12), place);
            Assert.That(sign.Labels.Value[row], Is.EqualTo(expected.GetProperty("label_sign").GetDouble()), place);
            if (expected.TryGetProperty("target", out var of))
                Assert.That(Reference.Close(zero.Target[row], of.GetDouble(), 1e-12), place);
        }
    }
}
