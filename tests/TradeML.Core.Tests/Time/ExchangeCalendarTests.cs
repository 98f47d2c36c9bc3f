using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;

namespace TradeML.Core.Tests.Time;

[TestFixture]
public sealed class ExchangeCalendarTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;

    // The slow way: every day of the calendar asked one by one.
    private static readonly DateOnly[] AllDays = [
        .. Enumerable.Range(0, Calendar.LastDay.DayNumber - Calendar.FirstDay.DayNumber + 1)
            .Select(Calendar.FirstDay.AddDays)];

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Offset_ThereAndBack_IsTheStart() => Prop.ForAll(SessionIndexes(), SessionIndexes(), (from, to) =>
    {
        var (start, end) = (Calendar[from].Date, Calendar[to].Date);
        return Calendar.Offset(start, to - from) == end && Calendar.Offset(end, from - to) == start;
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Count_OfAdjoiningWindows_Adds() => Prop.ForAll(Days(), Days(), Days(), (a, b, c) =>
    {
        DateOnly[] sorted = [.. new[] { a, b, c }.Order()];
        return Calendar.Count(sorted[0],
            sorted[2]) == Calendar.Count(sorted[0], sorted[1]) + Calendar.Count(sorted[1], sorted[2]);
    });

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Sessions_OfAWindow_AreTheDaysAskedOneByOne() => Prop.ForAll(Days(), Days(), (start, end) =>
    {
        var slow = AllDays.Where(d => d >= start && d < end && Calendar.IsSession(d)).ToArray();
        return Calendar.Sessions(start, end).SequenceEqual(slow) && Calendar.Count(start, end) == slow.Length;
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property NextAndPrevious_AroundADay_EncloseNoOtherSession() => Prop.ForAll(Days(), day =>
    {
        if (day <= Calendar[0].Date || day >= Calendar[Calendar.SessionCount - 1].Date) return true;
        var (before, after) = (Calendar.Previous(day), Calendar.Next(day));
        return before < day && day < after && Calendar.IsSession(before) && Calendar.IsSession(after) &&
            Calendar.Count(before.AddDays(1), after) == (Calendar.IsSession(day) ? 1 : 0);
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property Indexes_AroundADay_MeetAtASession() => Prop.ForAll(Days(), day =>
    {
        var (before, after) = (Calendar.IndexAtOrBefore(day), Calendar.IndexAtOrAfter(day));
        return Calendar.IsSession(day) ? before == after && before == Calendar.IndexOf(day) : after == before + 1;
    });

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property TradingDayOf_MidnightAndTheInstantBefore_AreThatDayAndTheDayBefore() => Prop.ForAll(Days(), day =>
    {
        var midnight = Calendar.MidnightUtc(day);
        return Calendar.TradingDayOf(midnight) == day
            && Calendar.TradingDayOf(midnight.AddTicks(-1)) == day.AddDays(-1);
    });

    [Test]
    public void Sessions_EveryOne_OpensAndClosesWithinItsLocalDay()
    {
        for (var i = 0; i < Calendar.SessionCount; i++)
        {
            var session = Calendar[i];
            Assert.That(Calendar.TradingDayOf(session.OpenUtc), Is.EqualTo(session.Date));
            Assert.That(Calendar.TradingDayOf(session.CloseUtc), Is.EqualTo(session.Date));
            Assert.That(session.Minutes, Is.EqualTo(session.EarlyClose ? session.Date.Year < 1993 ? 270 : 210 : 390),
                session.ToString());
        }
    }

    [Test]
    public void Weekdays_EveryOne_IsASessionOrHasAHolidayName()
    {
        foreach (var day in AllDays)
        {
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            Assert.That(Calendar.HolidayName(day) is not null, Is.EqualTo(!weekend && !Calendar.IsSession(day)),
                day.ToString("O"));
        }
    }

    [TestCase("2026-07-03", "Independence Day")]
    [TestCase("2032-12-24", "Christmas Day")] // Saturday's Christmas is kept on Friday.
    [TestCase("2027-06-18", "Juneteenth")]
    [TestCase("2035-03-23", "Good Friday")]
    public void HolidayName_FutureHoliday_IsTheRules(string day, string name) =>
        Assert.That(Calendar.HolidayName(DateOnly.Parse(day)), Is.EqualTo(name));

    [Test]
    public void TradingDayOf_SystemZoneData_Agrees()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone))
            Assert.Ignore("This machine has no time zone data.");
        for (var utc = new DateTime(1990, 1, 1, 0, 30, 0, DateTimeKind.Utc); utc.Year < 2036; utc = utc.AddHours(7))
            Assert.That(Calendar.TradingDayOf(utc),
                Is.EqualTo(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone!))), $"{utc:O}");
    }

    [Test]
    public void IndexOf_Holiday_SaysWhyAndWhatIsNext()
    {
        var error = Assert.Throws<TradeMLException>(() => Calendar.IndexOf(new DateOnly(2012, 10, 29)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain("Hurricane Sandy"));
        Assert.That(error.Remedy, Does.Contain("2012-10-31"));
    }

    [Test]
    public void Queries_OutsideTheCalendar_AreRefusedWithItsRange()
    {
        Assert.That(Calendar.IsSession(new DateOnly(1989, 12, 29)), Is.False);
        Assert.That(Calendar.Find(DateOnly.MaxValue), Is.Null);
        Action[] queries =
        [
            () => Calendar.IndexAtOrAfter(new DateOnly(1989, 12, 31)),
            () => Calendar.IndexAtOrBefore(new DateOnly(2036, 1, 1)),
            () => Calendar.Next(new DateOnly(2035, 12, 31)), () => Calendar.Previous(new DateOnly(1990, 1, 2)),
            () => Calendar.Offset(new DateOnly(1990, 1, 2), -1),
            () => Calendar.Count(DateOnly.MinValue, DateOnly.MaxValue),
        ];
        foreach (var query in queries)
            Assert.That(() => query(),
                Throws.TypeOf<TradeMLException>().With.Property("Remedy").Contain("1990-01-01 to 2035-12-31"));
    }

    [Test]
    public void Sessions_UpToTheDayAfterTheLast_AreAll()
    {
        Assert.That(Calendar.Count(Calendar.FirstDay, Calendar.LastDay.AddDays(1)), Is.EqualTo(Calendar.SessionCount));
        Assert.That(Calendar.Days.SequenceEqual(Calendar.Sessions(Calendar.FirstDay, Calendar.LastDay.AddDays(1))),
            Is.True);
        Assert.That(Calendar.Count(Calendar.LastDay, Calendar.FirstDay), Is.Zero);
    }

    [Test]
    public void TradingDayOf_InstantThatIsNotUtc_IsRefused() =>
        Assert.That(() => Calendar.TradingDayOf(new DateTime(2024, 1, 2)), Throws.TypeOf<TradeMLException>());

    private static Arbitrary<int> SessionIndexes() => Gen.Choose(0, Calendar.SessionCount - 1).ToArbitrary();

    private static Arbitrary<DateOnly> Days() => Gen.Elements(AllDays).ToArbitrary();

    [TestCase("2024-03-08", "18:00", "2024-03-08T23:00:00Z")]
    [TestCase("2024-03-11", "18:00", "2024-03-11T22:00:00Z")]
    [TestCase("2024-03-10", "02:30", "2024-03-10T07:30:00Z")] // left out by the clock
    [TestCase("2024-11-03", "01:30", "2024-11-03T06:30:00Z")] // shown twice: the second
    [TestCase("2024-11-03", "00:30", "2024-11-03T04:30:00Z")]
    public void ToUtc_WallClock_FollowsDaylightSaving(string day, string time, string utc) =>
        Assert.That(Calendar.ToUtc(DateOnly.Parse(day), TimeOnly.Parse(time)),
            Is.EqualTo(DateTimeOffset.Parse(utc).UtcDateTime));
}
