using System.Globalization;
using TradeML.Core.Errors;

namespace TradeML.Campaign;

/// <summary>Options of the form <c>--name value</c>.</summary>
public sealed class Arguments(string[] args)
{
    /// <summary>A number, or its default.</summary>
    public long Number(string name, long otherwise) =>
        Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A text that must be there.</summary>
    public string Required(string name) =>
        Text(name) ?? throw new TradeMLException(ErrorKind.BadInput, $"{name} is missing.");

    private string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
