using System.Globalization;

namespace TradeML.Lake.Csv;

/// <summary>Days and instants as ISO 8601 writes them; nothing that could be read in two ways.</summary>
internal static class CsvTime
{
    private static readonly string[] Days =
        ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy-M-d HH:mm:ss", "yyyy-M-d'T'HH:mm:ss"];

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzz", "yyyy-MM-dd'T'HH:mmzz",
        "yyyy-MM-dd HH:mmzz",
    ];

    /// <summary>Reads <c>2024-03-04</c>; zeros in front may lack, and midnight may follow.</summary>
    internal static bool TryDay(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        if (text.Length == 10 && TryPlain(text, out var year, out var month, out var number))
        {
            day = new DateOnly(year, month, number);
            return true;
        }

        if (!DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return false;
        day = DateOnly.FromDateTime(time);
        return time.TimeOfDay == TimeSpan.Zero;
    }

    /// <summary>Reads <c>2024-03-04T14:30:00Z</c>, or with an offset instead of Z.</summary>
    internal static bool TryInstant(ReadOnlySpan<char> text, out DateTime instant)
    {
        instant = default;
        if (text is [_, _, _, _, '-', _, _, '-', _, _, 'T' or ' ', _, _, ':', _, _, ':', _, _, 'Z']
            && TryPlain(text[..10], out var year, out var month, out var day)
            && Two(text[11..]) is >= 0 and < 24 and var hour
            && Two(text[14..]) is >= 0 and < 60 and var minute
            && Two(text[17..]) is >= 0 and < 60 and var second)
        {
            instant = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc);
            return true;
        }

        var time = text[Math.Min(10, text.Length)..];
        if (!time.Contains('Z') && !time.Contains('+') && !time.Contains('-')) return false;
        if (!DateTimeOffset.TryParseExact(
            text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found)) return false;
        instant = found.UtcDateTime;
        return true;
    }

    private static bool TryPlain(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        if (text is not [_, _, _, _, '-', _, _, '-', _, _]) return false;
        int century = Two(text), years = Two(text[2..]);
        (year, month, day) = ((century * 100) + years, Two(text[5..]), Two(text[8..]));
        return century >= 0 && years >= 0 && year > 0 && month is >= 1 and <= 12 && day >= 1
            && day <= DateTime.DaysInMonth(year, month);
    }

    private static int Two(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? ((text[0] - '0') * 10) + (text[1] - '0') : -1;
}
