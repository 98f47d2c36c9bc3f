using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Quality.Audits;

namespace TradeML.Data.Tests.Quality;

public sealed class GapPlannerTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;
    private static readonly DateOnly[] Sessions = Calendar.Sessions(new(2023, 1, 1), new(2024, 1, 1)).ToArray();

    [Test]
    public void Coalesce_NeighboursAcrossAWeekend_ShareAWindow()
    {
        var friday = new DateOnly(2023, 3, 3);
        var windows = GapPlanner.Coalesce([friday, friday.AddDays(3)], [], Calendar, 0, 100);
        Assert.That(windows, Is.EqualTo(new[] { new GapWindow(friday, friday.AddDays(4), 2) }));
    }

    [Test]
    public void Covers_AdjoiningWindows_CoverTogether()
    {
        (DateOnly, DateOnly)[] windows = [(new(2023, 1, 1), new(2023, 2, 1)), (new(2023, 2, 1), new(2023, 3, 1))];
        Assert.That(GapPlanner.Covers(windows, new(2023, 1, 5), new(2023, 3, 1)), Is.True);
        Assert.That(GapPlanner.Covers(windows, new(2023, 1, 5), new(2023, 3, 2)), Is.False);
        Assert.That(GapPlanner.Covers([windows[1]], new(2023, 1, 5), new(2023, 2, 2)), Is.False);
    }

    /// <summary>
    /// Every due day that nobody asks for lies in exactly one window; windows are ordered, disjoint, short enough, and
    /// end right after a due day.
    /// </summary>
    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Coalesce_AnyDays_CoversEachOnce() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var due = Sessions.Where(_ => random.NextDouble() < 0.2).ToArray();
        var from = random.Next(Sessions.Length - 20);
        (DateOnly Start, DateOnly End)[] blocked = [(Sessions[from], Sessions[from + random.Next(1, 20)])];
        var (merge, most) = (random.Next(0, 8), random.Next(1, 60));
        var windows = GapPlanner.Coalesce(due, blocked, Calendar, merge, most);
        var wanted = due.Where(d => d < blocked[0].Start || d >= blocked[0].End).ToArray();
        for (var i = 0; i < windows.Count; i++)
        {
            var w = windows[i];
            if (w.End.DayNumber - w.Start.DayNumber > most || (i > 0 && windows[i - 1].End > w.Start)) return false;
            if (!wanted.Contains(w.Start) || !wanted.Contains(w.End.AddDays(-1))) return false;
        }

        return windows.Sum(w => w.Sessions) == wanted.Length
            && wanted.All(d => windows.Count(w => w.Start <= d && d < w.End) == 1);
    });
}
