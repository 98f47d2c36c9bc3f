namespace TradeML.Research.Tests.Panels;

public sealed class DayIndexTests
{
    [Test]
    public void RowsOf_EverySession_AreItsRowsBySymbol()
    {
        var panel = RandomPanel.Create(12, symbols: 7, days: 40, missing: 0.3);
        var seen = 0;
        for (var session = 0; session < panel.Sessions.Length; session++)
        {
            var rows = Enumerable.Range(0, panel.Rows).Where(r => panel.Day[r] == session).ToArray();
            Assert.That(panel.ByDay.RowsOf(session).ToArray(), Is.EqualTo(rows));
            Assert.That(
                panel.ByDay.SymbolsOf(session).ToArray(),
                Is.EqualTo(rows.Select(r => Array.FindLastIndex(panel.RowStarts, start => start <= r))));
            seen += rows.Length;
        }

        Assert.That(seen, Is.EqualTo(panel.Rows));
    }
}
