using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Testing;

namespace TradeML.Core.Tests.Time;

[TestFixture]
[Category("Reference")]
public sealed class ExchangeCalendarReferenceTests
{
    private static readonly ExchangeCalendar Calendar = ExchangeCalendar.Xnys;

    [Test]
    public void FullClosures_EveryCase_AreNotSessionsAndHaveAName()
    {
        foreach (var item in Section("special_full_closures").EnumerateArray())
        {
            Assert.That(Calendar.IsSession(Day(item, "date")), Is.False, item.GetRawText());
            Assert.That(Calendar.HolidayName(Day(item, "date")), Is.Not.Null, item.GetRawText());
        }
    }

    [Test]
    public void SessionsPerYear_EveryYear_CountMatches()
    {
        foreach (var year in Section("sessions_per_year").EnumerateObject())
        {
            var first = new DateOnly(int.Parse(year.Name), 1, 1);
            Assert.That(Calendar.Count(first, first.AddYears(1)), Is.EqualTo(year.Value.GetInt32()), year.Name);
        }
    }

    [Test]
    public void EarlyCloses_EveryYear_AreExactlyTheListed()
    {
        foreach (var year in Section("early_closes").EnumerateObject())
        {
            var expected = year.Value.EnumerateArray()
                .Select(e => (Day(e, "date"), Instant(e.GetProperty("close_utc").GetString()!)));
            Assert.That(SessionsOf(year.Name).Where(s => s.EarlyClose).Select(s => (s.Date, s.CloseUtc)),
                Is.EqualTo(expected), year.Name);
        }
    }

    [Test]
    public void Holidays_EveryYear_AreExactlyTheListed()
    {
        foreach (var year in Section("holidays").EnumerateObject())
        {
            var first = new DateOnly(int.Parse(year.Name), 1, 1);
            var closed = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays)
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Calendar.IsSession(d))
                .ToList();
            Assert.That(closed, Is.EqualTo(year.Value.EnumerateArray().Select(e => Date(e.GetString()!))), year.Name);
            Assert.That(closed.Select(Calendar.HolidayName), Has.None.Null, year.Name);
        }
    }

    [Test]
    public void Days_EveryCase_SessionTimesMatch()
    {
        foreach (var item in Section("days").EnumerateArray())
        {
            var session = Calendar.Find(Day(item, "date"));
            Assert.That(session.HasValue, Is.EqualTo(item.GetProperty("session").GetBoolean()), item.GetRawText());
            if (session is not { } s) continue;
            Assert.That(s.OpenUtc, Is.EqualTo(Instant(item.GetProperty("open_utc").GetString()!)), item.GetRawText());
            Assert.That(s.CloseUtc, Is.EqualTo(Instant(item.GetProperty("close_utc").GetString()!)), item.GetRawText());
            Assert.That(s.Minutes, Is.EqualTo(item.GetProperty("minutes").GetInt32()), item.GetRawText());
        }
    }

    [Test]
    public void DstSwitches_EveryCase_OpenMovesInUtc()
    {
        foreach (var item in Section("dst_switches").EnumerateArray())
        {
            var (before, after) = (Day(item, "last_session_before"), Day(item, "first_session_after"));
            Assert.That(Calendar.Next(before), Is.EqualTo(after), item.GetRawText());
            Assert.That($"{Calendar.Find(before)!.Value.OpenUtc:HH:mm}",
                Is.EqualTo(item.GetProperty("open_utc_before").GetString()), item.GetRawText());
            Assert.That($"{Calendar.Find(after)!.Value.OpenUtc:HH:mm}",
                Is.EqualTo(item.GetProperty("open_utc_after").GetString()), item.GetRawText());
        }
    }

    [Test]
    public void SessionOffsets_EveryCase_Matches()
    {
        foreach (var item in Section("session_offsets").EnumerateArray())
            Assert.That(
                Calendar.Offset(Day(item, "start"), item.GetProperty("sessions").GetInt32()),
                Is.EqualTo(Day(item, "result")), item.GetRawText());
    }

    [Test]
    public void Counts_EveryCase_Matches()
    {
        foreach (var item in Section("counts").EnumerateArray())
            Assert.That(
                Calendar.Count(Day(item, "first"), Day(item, "last").AddDays(1)),
                Is.EqualTo(item.GetProperty("sessions").GetInt32()), item.GetRawText());
    }

    [TestCase("2021-12-31", false)] // New Year on Saturday is not moved to Friday.
    [TestCase("2014-12-26", false)] // The Fridays after Christmas of 2008 and 2014 were full days.
    [TestCase("2008-12-26", false)]
    [TestCase("2013-07-03", true)] // From 2013 on the half day of a Thursday July 4 is the Wednesday before.
    [TestCase("2002-07-05", true)] // Before 2013 it was the Friday after.
    public void EarlyClose_NotedCase_Matches(string day, bool early) =>
        Assert.That(Calendar.Find(Date(day))!.Value.EarlyClose, Is.EqualTo(early));

    [Test]
    public void Sessions_RealSchedule_EveryRowMatches()
    {
        var rows = File.ReadLines(TestPaths.SharedFile("xnys_sessions.csv")).Skip(1).Select(l => l.Split(','))
            .Select(f => new TradingSession(Date(f[0]), Instant(f[1]), Instant(f[2]), f[3] == "1")).ToList();
        var start = Calendar.IndexOf(rows[0].Date);
        Assert.That(Enumerable.Range(start, rows.Count).Select(i => Calendar[i]), Is.EqualTo(rows));
    }

    private static IEnumerable<TradingSession> SessionsOf(string year) =>
        Enumerable.Range(0, Calendar.SessionCount).Select(i => Calendar[i]).Where(s => s.Date.Year == int.Parse(year));

    private static JsonElement Section(string name) => ReferenceCases.Section("nyse_calendar.json", name);

    private static DateOnly Day(JsonElement item, string key) => Date(item.GetProperty(key).GetString()!);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
