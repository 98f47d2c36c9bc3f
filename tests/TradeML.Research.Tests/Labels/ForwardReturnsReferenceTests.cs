using TradeML.Research.Labels;
using TradeML.Testing;

namespace TradeML.Research.Tests.Labels;

[Category("Reference")]
public sealed class ForwardReturnsReferenceTests
{
    private const string File = "labels_forward_expected.csv", Prefix = "fwd_simple_", Suffix = "_by_session";

    private static IEnumerable<TestCaseData> Horizons()
    {
        var path = Path.Combine(TestPaths.Reference, File);
        if (!Path.Exists(path)) return [ReferenceCases.Missing<int>($"'{File}'")];
        return System.IO.File.ReadLines(path).First().Split(',')
            .Where(name =>
                name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => new TestCaseData(int.Parse(name[Prefix.Length..^Suffix.Length])));
    }

    [TestCaseSource(nameof(Horizons))]
    public void Build_ReferencePanel_EqualsTheExpectedLabels(int horizon)
    {
        var (panel, rowOf) = Reference.FeaturePanel();
        var expected = Reference.Csv(File);
        var byRow = ForwardReturns.Build(panel, LabelPanels.Forward(horizon, ForwardAnchor.SymbolRow));
        var bySession = ForwardReturns.Build(panel, LabelPanels.Forward(horizon));
        var byLog = ForwardReturns.Build(panel,
            LabelPanels.Forward(horizon, ForwardAnchor.SymbolRow) with { Log = true });
        for (var i = 0; i < expected["date"].Length; i++)
        {
            var row = rowOf[(expected["symbol"][i], expected["date"][i])];
            var place = $"{expected["symbol"][i]} {expected["date"][i]}";
            var simple = Reference.Number(expected[$"fwd_simple_{horizon}_by_symbol_row"][i]);
            var log = Reference.Number(expected[$"fwd_log_{horizon}_by_symbol_row"][i]);
            var session = Reference.Number(expected[$"fwd_simple_{horizon}_by_session"][i]);
            Assert.That(Reference.Close(byRow.Value[row], simple, 1e-10, 1e-14), $"by row, {place}");
            Assert.That(Reference.Close(byLog.Value[row], log, 1e-10, 1e-14), $"log by row, {place}");
            Assert.That(Reference.Close(bySession.Value[row], session, 1e-10, 1e-14), $"by session, {place}");
            if (double.IsNaN(session)) Assert.That(bySession.EndDay[row], Is.EqualTo(-1), place);
            else
                Assert.That(panel.Sessions[bySession.EndDay[row]],
                    Is.EqualTo(Reference.Date(expected[$"label_end_{horizon}"][i])), place);
        }
    }
}
