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
        CustomParser = result =>
            result.Tokens
                .SelectMany(t =>
                    t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    .ToArray(),
    };

    /// <summary>Makes values outside a closed range wrong usage.</summary>
    /// <typeparam name="T">Kind of number.</typeparam>
    /// <param name="option">The option.</param>
    /// <param name="least">Least value.</param>
    /// <param name="most">Greatest value.</param>
    /// <returns>The same option.</returns>
    public static Option<T> Between<T>(Option<T> option, double least, double most = double.PositiveInfinity)
    {
        option.Validators.Add(result =>
        {
            // A text that is no number at all has an error of its own already.
            if (result.Tokens.Count == 0
                || !double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)) return;
            var range = double.IsPositiveInfinity(most) ? "of at least " : "from ";
            var upper = double.IsPositiveInfinity(most)
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $" to {most}");
            if (!(value >= least && value <= most))
                result.AddError(
                    string.Create(CultureInfo.InvariantCulture,
                        $"{option.Name} takes a number {range}{least}{upper}, not '{result.Tokens[0].Value}'."));
        });
        return option;
    }

    private static DateOnly? ParseDay(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"{name} takes a day as YYYY-MM-DD, not '{text}'.");
        return null;
    }
}
