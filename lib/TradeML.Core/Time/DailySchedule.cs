using NodaTime;
using TradeML.Core.Errors;

namespace TradeML.Core.Time;

/// <summary>
/// Something that runs once a day at a local time. A time that the clocks skip runs at the first instant after the gap,
/// a time that comes twice runs the first time. What has run is remembered as a local day, so that a run that was
/// missed is caught up once, and a clock that is set back repeats nothing.
/// </summary>
public sealed class DailySchedule
{
    private readonly DateTimeZone zone;
    private readonly LocalTime at;

    /// <summary>Creates a schedule.</summary>
    /// <param name="at">Local time of the run.</param>
    /// <param name="zoneId">IANA name of the time zone, for example <c>America/New_York</c>.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such time zone.</exception>
    public DailySchedule(TimeOnly at, string zoneId)
    {
        zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? throw new TradeMLException(
            ErrorKind.BadInput, $"There is no time zone '{zoneId}'.", null,
            "Use an IANA name such as America/New_York or Europe/Zurich.");
        this.at = LocalTime.FromTicksSinceMidnight(at.Ticks);
    }

    /// <summary>The instant (UTC) of a local day's run.</summary>
    /// <param name="day">Local day.</param>
    public DateTimeOffset InstantOf(DateOnly day)
    {
        var mapping = zone.MapLocal(new LocalDate(day.Year, day.Month, day.Day) + at);
        return mapping.Count == 0
            ? mapping.LateInterval.Start.ToDateTimeOffset()
            : mapping.First().ToInstant().ToDateTimeOffset();
    }

    /// <summary>The local day at an instant.</summary>
    /// <param name="now">Any instant.</param>
    public DateOnly LocalDay(DateTimeOffset now)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        return new DateOnly(local.Year, local.Month, local.Day);
    }

    /// <summary>The day whose run is due, or null when none is.</summary>
    /// <param name="now">Now.</param>
    /// <param name="done">Day of the last run that was done; null when there was none yet.</param>
    public DateOnly? DueDay(DateTimeOffset now, DateOnly? done)
    {
        var today = LocalDay(now);
        var latest = InstantOf(today) <= now ? today : today.AddDays(-1);
        // A run of "tomorrow" is done when the clock was set back a little. One further ahead comes from a clock that
        // was wrong: start anew.
        return done is { } d && (d == latest || d == latest.AddDays(1)) ? null : latest;
    }

    /// <summary>The instant (UTC) of the next run: now when one is due.</summary>
    /// <param name="now">Now.</param>
    /// <param name="done">Day of the last run that was done; null when there was none yet.</param>
    public DateTimeOffset NextRun(DateTimeOffset now, DateOnly? done) =>
        DueDay(now, done) is not null ? now : InstantOf(done!.Value.AddDays(1));
}
