using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Panels;

public sealed class PanelTests
{
    private static readonly DateOnly[] Sessions = RandomPanel.Sessions(4);

    [Test]
    public void Create_WithoutSteps_HasStepsOfExactlyOne()
    {
        var panel = Create([0, 1, 3], [10, 11, 12]);
        Assert.That(panel.HasSteps, Is.False);
        Assert.That(panel.TotalReturnStep, Is.All.EqualTo(1.0));
        Assert.That(panel.SharesOutstanding, Is.Null);
    }

    [Test]
    public void Create_UnknownPrice_IsAllowed() =>
        Assert.That(Create([0, 1, 2], [10, double.NaN, 12]).Close[1], Is.NaN);

    [TestCase(new[] { 0, 2, 1 }, TestName = "Create_RowsOutOfOrder_Throws")]
    [TestCase(new[] { 0, 1, 1 }, TestName = "Create_SessionTwice_Throws")]
    [TestCase(new[] { 0, 1, 4 }, TestName = "Create_SessionOutside_Throws")]
    public void Create_BadDays_Throws(int[] day) => AssertBadInput(() => Create(day, [10, 11, 12]));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void Create_ImpossiblePrice_NamesSymbolAndDate(double price)
    {
        var error = AssertBadInput(() => Create([0, 1, 2], [10, price, 12]));
        Assert.That(error.Message, Does.Contain("2015-01-06"));
        Assert.That(error.Place, Does.Contain("AAA"));
    }

    [Test]
    public void RowOf_MissingSession_IsMinusOne()
    {
        var panel = Create([0, 1, 3], [10, 11, 12]);
        Assert.That(Enumerable.Range(0, 4).Select(session => panel.RowOf(0, session)),
            Is.EqualTo(new[] { 0, 1, -1, 2 }));
    }

    [Test]
    public void ByDay_RandomPanel_ListsEveryRowOnceUnderItsSession()
    {
        var panel = RandomPanel.Create(4);
        var symbols = panel.SymbolOfRows();
        var seen = new List<int>();
        for (var session = 0; session < panel.Sessions.Length; session++)
        {
            var rows = panel.ByDay.RowsOf(session).ToArray();
            Assert.That(rows.Select(row => panel.Day[row]), Is.All.EqualTo(session));
            Assert.That(rows.Select(row => symbols[row]),
                Is.EqualTo(panel.ByDay.SymbolsOf(session).ToArray()).And.Ordered.Ascending);
            seen.AddRange(rows);
        }

        Assert.That(seen.Order(), Is.EqualTo(Enumerable.Range(0, panel.Rows)));
    }

    private static Panel Create(int[] day, double[] close) => Panel.Create(
        ["AAA"], Sessions, [0, day.Length], day,
        new() { Open = close, High = close, Low = close, Close = close, Volume = [1, 0, 2] });

    private static TradeMLException AssertBadInput(Action code)
    {
        var error = Assert.Throws<TradeMLException>(code)!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        return error;
    }
}
