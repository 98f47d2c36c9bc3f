using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TradeML.Data.Curation;
using TradeML.Testing;

namespace TradeML.Data.Tests.Curation;

/// <summary>The adjustment chain against the hand-computed cases of <c>corporate_actions.json</c>.</summary>
[Category("Reference")]
public sealed class AdjustmentChainReferenceTests
{
    private const double Tolerance = 1e-12;

    public static IEnumerable<TestCaseData> Cases() => ReferenceCases.Of("corporate_actions.json", "cases");

    [TestCaseSource(nameof(Cases))]
    public void Chain_ReferenceCase_GivesTheHandComputedFactors(JsonElement reference)
    {
        Compare(reference.GetProperty("expected"), reference, null, false);
        if (reference.TryGetProperty("expected_if_same_day_dividend_is_per_pre_split_share", out var preSplit))
            Compare(preSplit, reference, null, true);
    }

    [TestCaseSource(nameof(Cases))]
    public void Chain_ViewOfADay_HoldsOnlyWhatWasKnown(JsonElement reference)
    {
        if (!reference.TryGetProperty("as_of_views", out var views)) Assert.Pass("The case has no dated views.");
        foreach (var view in views.EnumerateObject()) Compare(view.Value, reference, Day(view.Name), false);
    }

    [TestCaseSource(nameof(Cases))]
    public void Chain_LateEvent_ChangesOnlyTheRowsBeforeIt(JsonElement reference)
    {
        if (!reference.TryGetProperty("rows_rebuilt_when_event_arrives", out var expected))
            Assert.Pass("No event of the case is late.");
        var events = Events(reference, false).ToArray();
        var (days, closes, _) = Bars(reference, null);
        var late = events.MaxBy(e => (e.KnownDate ?? e.ExDate, e.ExDate));
        var before = AdjustmentChain.Build(days, closes, events.Where(e => e != late));
        var after = AdjustmentChain.Build(days, closes, events);
        var changed = days.Where((_, i) => !before.CumulativePrice[i].Equals(after.CumulativePrice[i]));
        Assert.That(changed, Is.EqualTo(expected.EnumerateArray().Select(d => Day(d.GetString()!))));
    }

    private static void Compare(JsonElement expected, JsonElement reference, DateOnly? view, bool preSplit)
    {
        var (days, closes, volumes) = Bars(reference, view);
        var series = AdjustmentChain.Build(days, closes, Events(reference, preSplit), view);
        var rows = expected.GetProperty("rows").EnumerateArray().ToArray();
        Assert.That(days, Has.Length.EqualTo(rows.Length));
        for (var i = 0; i < rows.Length; i++)
        {
            Same(series.CumulativePrice[i], rows[i], "cum_price_factor");
            Same(series.CumulativeVolume[i], rows[i], "cum_volume_factor");
            Same(closes[i] * series.CumulativePrice[i], rows[i], "adj_close");
            Same(volumes[i] * series.CumulativeVolume[i], rows[i], "adj_volume");
        }

        var steps = expected.GetProperty("steps").EnumerateArray().ToArray();
        Assert.That(series.Steps, Has.Count.EqualTo(steps.Length));
        for (var i = 0; i < steps.Length; i++)
        {
            Assert.That(series.Steps[i].ExDate, Is.EqualTo(Day(steps[i].GetProperty("ex_date").GetString()!)));
            if (!steps[i].TryGetProperty("price_factor", out _))
            {
                Assert.That(series.Refused, Is.Not.Empty, "an event with nothing to adjust is reported");
                continue;
            }

            Same(series.Steps[i].PriorClose, steps[i], "prior_close");
            Same(series.Steps[i].PriceFactor, steps[i], "price_factor");
            Same(series.Steps[i].VolumeFactor, steps[i], "volume_factor");
        }
    }

    private static void Same(double actual, JsonElement row, string name) =>
        Assert.That(actual,
            Is.EqualTo(row.GetProperty(name).GetDouble())
                .Within(Tolerance * Math.Abs(row.GetProperty(name).GetDouble())), name);

    private static (DateOnly[] Days, double[] Closes, double[] Volumes) Bars(JsonElement reference, DateOnly? view)
    {
        var bars = reference.GetProperty("bars").EnumerateArray()
            .Select(b => (Day: Day(b[0].GetString()!), Close: b[1].GetDouble(), Volume: b[2].GetDouble()))
            .Where(b => view is not { } v || b.Day <= v).ToArray();
        return ([.. bars.Select(b => b.Day)], [.. bars.Select(b => b.Close)], [.. bars.Select(b => b.Volume)]);
    }

    private static IEnumerable<CorporateEvent> Events(JsonElement reference, bool preSplit)
    {
        foreach (var e in reference.GetProperty("events").EnumerateArray())
        {
            var exDate = Day(e.GetProperty("ex_date").GetString()!);
            DateOnly? known = e.TryGetProperty("known_date", out var k) ? Day(k.GetString()!) : null;
            switch (e.GetProperty("type").GetString())
            {
                case "split":
                    yield return CorporateEvent.Split(exDate, e.GetProperty("ratio").GetDouble(), known);
                    break;
                case "dividend" or "special_dividend":
                    var amount = e.GetProperty("amount").GetDouble();
                    // Per share before the split: what a spin-off's worth is quoted in.
                    yield return preSplit
                        ? CorporateEvent.SpinOff(exDate, amount, known)
                        : CorporateEvent.Cash(exDate, amount, known);
                    break;
                case "spinoff":
                    yield return CorporateEvent.SpinOff(
                        exDate,
                        e.GetProperty("shares_per_share").GetDouble() * e.GetProperty("spinco_first_close").GetDouble(),
                        known);
                    break;
                case var other:
                    throw new InvalidOperationException($"Unknown event type {other}.");
            }
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
