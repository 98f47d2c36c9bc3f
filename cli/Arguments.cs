using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TradeML.Cli;

/// <summary>Option kinds that several commands share, with the sentence a wrong value gets.</summary>
internal static class Arguments
{
    /// <summary>A day given as <c>YYYY-MM-DD</c>.</summary>
    /// <param name="name">Option name.</param>
    /// <param name="description">What it is.</param>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description, HelpName = "YYYY-MM-DD", CustomParser = result => ParseDay(result, name),
    };

    /// <summary>A list separated by commas.</summary>
    /// <param name="name">Option name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="helpName">How the value is called in the help.</param>
    public static Option<string[]?> List(string name, string description, string helpName) => new(name)
    {
        Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = false,
        CustomParser = result => result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray(),
    };

    private static DateOnly? ParseDay(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        result.AddError($"{name} takes a day as YYYY-MM-DD, not '{text}'.");
        return null;
    }
}
