using System.Globalization;

namespace TradeML.Lake.Control;

/// <summary>
/// UTC instants as the control store keeps them: <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c>, which sorts as time does; or
/// microseconds.
/// </summary>
public static class InstantText
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>The text of an instant.</summary>
    /// <param name="utc">An instant in UTC; anything finer than a microsecond is cut off.</param>
    public static string From(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The text of an instant.</summary>
    /// <param name="instant">An instant with any offset.</param>
    public static string From(DateTimeOffset instant) => From(instant.UtcDateTime);

    /// <summary>The instant of a text, kind UTC.</summary>
    /// <param name="text">A text made by <see cref="From(DateTime)"/>.</param>
    public static DateTime Parse(string text) =>
        DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    /// <summary>Microseconds from 1970-01-01T00:00Z, as <c>partition_day</c> keeps instants.</summary>
    /// <param name="utc">An instant in UTC.</param>
    public static long ToMicros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant that is <paramref name="micros"/> microseconds after 1970-01-01T00:00Z.</summary>
    /// <param name="micros">Microseconds since 1970-01-01T00:00Z.</param>
    public static DateTime FromMicros(long micros) =>
        DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
