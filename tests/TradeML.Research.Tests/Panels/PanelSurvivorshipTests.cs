using TradeML.Core.Universe;
using TradeML.Research.Panels;

namespace TradeML.Research.Tests.Panels;

public sealed class PanelSurvivorshipTests
{
    [Test]
    public void Of_NamesThatEndBeforeTheGrace_AreDead()
    {
        var sessions = Enumerable.Range(0, 100).Select(i => new DateOnly(2020, 1, 1).AddDays(i)).ToArray();
        int[] lengths = [100, 90, 89, 50];
        var starts = lengths.Aggregate(new List<int> { 0 }, (list, n) => [.. list, list[^1] + n]).ToArray();
        int[] day = [.. lengths.SelectMany(n => Enumerable.Range(0, n))];
        double[] ones = [.. day.Select(_ => 1.0)];
        var panel = Panel.Create(["A", "B", "C", "D"], sessions, starts, day,
            new PanelColumns { Open = ones, High = ones, Low = ones, Close = ones, Volume = ones });
        var verdict = PanelSurvivorship.Of(panel, new SurvivorshipOptions { GraceSessions = 10 });
        Assert.That((verdict.Symbols, verdict.Dead, verdict.First, verdict.Last),
            Is.EqualTo((4, 2, sessions[0], sessions[^1])));
        Assert.That(verdict.State, Is.EqualTo(SurvivorshipState.Ok));
    }
}
