using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;

namespace TradeML.Core.Tests.Time;

[TestFixture]
public sealed class DailyScheduleTests
{
    private static readonly DailySchedule Two = new(new TimeOnly(2, 0), "America/New_York");
    private static readonly DailySchedule HalfPastOne = new(new TimeOnly(1, 30), "America/New_York");

    [TestCase("2024-03-09", "2024-03-09T07:00:00Z")] // winter time
    [TestCase("2024-03-10", "2024-03-10T07:00:00Z")] // 02:00 does not exist: 03:00 daylight time follows 01:59:59
    [TestCase("2024-03-11", "2024-03-11T06:00:00Z")]
    [TestCase("2024-11-03", "2024-11-03T07:00:00Z")] // 02:00 comes once, after the hour that comes twice
    public void InstantOf_DayAroundDaylightSaving_IsTheFirstValidInstant(string day, string instant) =>
        Assert.That(Two.InstantOf(DateOnly.Parse(day)), Is.EqualTo(DateTimeOffset.Parse(instant)));

    [Test]
    // 02:30 is no time on that day; 03:30 would be too late
    public void InstantOf_TimeInTheMiddleOfAGap_IsTheEndOfTheGap() =>
        Assert.That(new DailySchedule(new TimeOnly(2, 30), "America/New_York").InstantOf(new DateOnly(2024, 3, 10)),
            Is.EqualTo(At("2024-03-10T07:00:00Z")));

    [Test]
    public void DueDay_TimeThatComesTwice_IsDueOnce()
    {
        var day = new DateOnly(2024, 11, 3);
        Assert.That(HalfPastOne.DueDay(At("2024-11-03T05:29:59Z"), day.AddDays(-1)), Is.Null);
        Assert.That(HalfPastOne.DueDay(At("2024-11-03T05:30:00Z"), day.AddDays(-1)), Is.EqualTo(day));
        Assert.That(HalfPastOne.DueDay(At("2024-11-03T06:30:00Z"), day), Is.Null, "the second 01:30");
    }

    [Test]
    public void DueDay_NodeWasDownForDays_IsTheNewestRunOnly() =>
        Assert.That(Two.DueDay(At("2024-06-10T15:00:00Z"), new DateOnly(2024, 6, 3)),
            Is.EqualTo(new DateOnly(2024, 6, 10)));

    [Test]
    public void DueDay_NothingDoneYet_IsTheNewestRun() =>
        Assert.That(Two.DueDay(At("2024-06-10T05:00:00Z"), null), Is.EqualTo(new DateOnly(2024, 6, 9)));

    [TestCase("2024-06-10T05:59:00Z")] // a minute before the run that was done
    [TestCase("2024-06-09T06:00:01Z")] // almost a day before it
    public void DueDay_ClockSetBackByLessThanADay_IsNotDueAgain(string now)
    {
        var done = new DateOnly(2024, 6, 10);
        Assert.That(Two.DueDay(At(now), done), Is.Null);
        Assert.That(Two.NextRun(At(now), done), Is.EqualTo(Two.InstantOf(new DateOnly(2024, 6, 11))));
    }

    [Test]
    public void DueDay_DoneDayFarInTheFuture_StartsAnew() => // the clock had been wrong by a year
        Assert.That(Two.DueDay(At("2024-06-10T15:00:00Z"), new DateOnly(2025, 6, 10)),
            Is.EqualTo(new DateOnly(2024, 6, 10)));

    [Test]
    public void Schedule_UnknownZone_IsRefused() =>
        Assert.That(() => new DailySchedule(new TimeOnly(2, 0), "Mars/Olympus"),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("Mars/Olympus"));

    [Test]
    public void DueDay_ClockThatOnlyGoesForward_RunsEveryDayOnceInEveryZone() =>
        Prop.ForAll<NonNegativeInt, NonNegativeInt>((start, step) => EveryDayOnce(start.Get, step.Get))
            .QuickCheckThrowOnFailure();

    private static bool EveryDayOnce(int start, int step)
    {
        string[] zones = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
        var minute = start * 37 % 1440;
        var schedule = new DailySchedule(new TimeOnly(minute / 60, minute % 60), zones[start % zones.Length]);
        var now = At("2023-01-01T00:00:00Z").AddMinutes(start * 61);
        var end = now.AddDays(400);
        DateOnly? done = null;
        var runs = new List<DateOnly>();
        while (now < end)
        {
            if (schedule.DueDay(now, done) is { } day)
            {
                done = day;
                runs.Add(day);
            }

            var next = schedule.NextRun(now, done);
            if (next <= now) return false; // a run that was done would be due again
            now = next.AddSeconds(step * 97 % 3600);
        }

        return runs.Count > 390 && runs.SequenceEqual(Enumerable.Range(0, runs.Count).Select(runs[0].AddDays));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
