using NUnit.Framework;
using TradeML.Lake.Control;

namespace TradeML.Lake.Tests.Control;

[TestFixture]
public sealed class UnixDayTests
{
    [TestCase("1970-01-01", 0)]
    [TestCase("1969-12-31", -1)]
    [TestCase("2000-03-01", 11017)]
    [TestCase("0001-01-01", UnixDay.Undated)]
    public void From_Day_CountsFromTheEpoch(string day, int expected) =>
        Assert.That(UnixDay.From(DateOnly.Parse(day)), Is.EqualTo(expected));

    [FsCheck.NUnit.Property]
    public bool ToDate_OfFrom_IsTheSameDay(DateTime any) =>
        UnixDay.ToDate(UnixDay.From(DateOnly.FromDateTime(any))) == DateOnly.FromDateTime(any);

    [FsCheck.NUnit.Property]
    public bool InstantText_RoundTrip_KeepsMicroseconds(DateTime any)
    {
        var utc = new DateTime(any.Ticks - any.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        return InstantText.Parse(InstantText.From(utc)) == utc
            && InstantText.FromMicros(InstantText.ToMicros(utc)) == utc;
    }
}
