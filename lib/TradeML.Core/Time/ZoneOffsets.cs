using NodaTime;

namespace TradeML.Core.Time;

/// <summary>
/// UTC offsets of one time zone from 1970 to 2100, looked up by binary search over the zone's transitions (NodaTime's
/// bundled tzdb).
/// </summary>
internal sealed class ZoneOffsets
{
    internal static readonly DateOnly FirstDay = new(1970, 1, 2);
    internal static readonly DateOnly LastDay = new(2099, 12, 30);

    private readonly long[] startUtc;
    private readonly long[] startLocal;
    private readonly long[] offset;

    private ZoneOffsets(long[] startUtc, long[] startLocal, long[] offset) =>
        (this.startUtc, this.startLocal, this.offset) = (startUtc, startLocal, offset);

    internal static ZoneOffsets Load(string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        var intervals = zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0))
            .ToArray();
        var utc = new long[intervals.Length];
        var local = new long[intervals.Length];
        var offsets = new long[intervals.Length];
        for (var i = 0; i < intervals.Length; i++)
        {
            offsets[i] = intervals[i].WallOffset.Ticks;
            utc[i] = i == 0 ? 0 : intervals[i].Start.ToDateTimeUtc().Ticks;
            local[i] = i == 0 ? 0 : utc[i] + offsets[i];
        }

        return new ZoneOffsets(utc, local, offsets);
    }

    /// <summary>
    /// The instant of a local time; the later one where the clock shows it twice. No session boundary and no midnight
    /// lies in such an hour in New York.
    /// </summary>
    internal DateTime ToUtc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time).Ticks;
        return new DateTime(local - offset[Find(startLocal, local)], DateTimeKind.Utc);
    }

    /// <summary>The local day of an instant.</summary>
    internal DateOnly LocalDay(DateTime utc) =>
        DateOnly.FromDateTime(new DateTime(utc.Ticks + offset[Find(startUtc, utc.Ticks)]));

    private static int Find(long[] starts, long ticks)
    {
        var index = Array.BinarySearch(starts, ticks);
        return index >= 0 ? index : ~index - 1;
    }
}
