using System.Globalization;

namespace TradeML.Core.Configuration.Binding;

/// <summary>
/// Turns the text of a scalar into a value of a settings property, strictly and without regard to the machine's
/// culture.
/// </summary>
internal static class ScalarParser
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(int)] = "a whole number", [typeof(long)] = "a whole number", [typeof(double)] = "a number",
        [typeof(bool)] = "true or false",
        [typeof(DateOnly)] = "a date (yyyy-MM-dd)", [typeof(TimeOnly)] = "a time of day (HH:mm)",
        [typeof(string)] = "a text", [typeof(Secret)] = "a text",
    };

    internal static bool Handles(Type type) => Names.ContainsKey(type);

    /// <summary>What a value of the type looks like, for messages.</summary>
    internal static string Describe(Type type) => Names[type];

    internal static object? Parse(Type type, string text, bool quoted)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(Secret)) return new Secret(text);
        if (type == typeof(TimeOnly))
            return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var time)
                ? time
                : null;
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var date)
                ? date
                : null;
        if (quoted) return null;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i)
                ? i
                : null;
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l)
                ? l
                : null;
        if (type == typeof(bool)) return text switch { "true" => true, "false" => false, _ => null };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d)
            ? d
            : null;
    }
}
