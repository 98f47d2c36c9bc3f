using TradeML.Core.Errors;
using TradeML.Data.Ingest.Routing;

namespace TradeML.Node.Stage;

/// <summary>Where the symbols of a stage come from: a list, a file, or the vendor's own list.</summary>
public static class SymbolList
{
    /// <summary>Reads a list such as <c>AAPL,MSFT</c>.</summary>
    /// <param name="text">Symbols between commas or blanks.</param>
    public static IReadOnlyList<string> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [
            .. text.Split([',', ' ', '\t', '\n', '\r', ';'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
    }

    /// <summary>
    /// Reads a file with one symbol a line; what follows a <c>#</c> or a comma on a line is left out.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: the file is missing or a line holds no symbol; names the
    /// line.</exception>
    public static IReadOnlyList<string> ReadFile(string path)
    {
        if (!File.Exists(path)) throw new TradeMLException(ErrorKind.BadInput, "The symbol file does not exist.", path);
        var symbols = new List<string>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Split('#')[0].Split(',')[0].Trim().Trim('"');
            if (line.Length == 0 || (i == 0 && line.Equals("symbol", StringComparison.OrdinalIgnoreCase))) continue;
            if (!IsSymbol(line))
                throw new TradeMLException(ErrorKind.BadInput, $"'{line}' is not a symbol.", $"{path}:{i + 1}",
                    "Write one ticker a line, class shares with a dot.");
            symbols.Add(line);
        }

        return [.. symbols.Distinct()];
    }

    /// <summary>The first symbols of the vendor's list in ordinal order.</summary>
    /// <param name="setup">The vendors.</param>
    /// <param name="count">Most symbols; at least 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>> FromVendorAsync(
        VendorSetup setup, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var symbols = await setup.Listings.ActiveSymbolsAsync(cancellationToken).ConfigureAwait(false);
        return [.. symbols.Take(count)];
    }

    /// <summary>Whether a text can be a ticker: letters, digits, dots and dashes, at most 20 characters.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsSymbol(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= 20 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/')
            && char.IsAsciiLetterOrDigit(text[0]);
    }
}
