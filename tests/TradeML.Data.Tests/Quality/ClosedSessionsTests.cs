using System.Globalization;
using NUnit.Framework;
using TradeML.Core.Time;
using TradeML.Data.Quality.Rules;

namespace TradeML.Data.Tests.Quality;

public sealed class ClosedSessionsTests
{
    [TestCase("2024-03-04T20:59:59Z", "2024-03-02",
        Description = "a second before Monday's close the last session is Friday")]
    [TestCase("2024-03-04T21:00:00Z", "2024-03-05", Description = "at the close it is over")]
    [TestCase("2024-03-03T12:00:00Z", "2024-03-02", Description = "on a Sunday it is Friday")]
    [TestCase("2024-07-03T16:59:59Z", "2024-07-03", Description = "before the early close")]
    [TestCase("2024-07-03T17:00:00Z", "2024-07-04", Description = "from the early close on")]
    public void EndAt_AnInstant_IsTheDayAfterTheLastSessionThatHasClosed(string utc, string end)
    {
        var at = DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        Assert.That(ClosedSessions.EndAt(ExchangeCalendar.Xnys, at),
            Is.EqualTo(DateOnly.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }
}
