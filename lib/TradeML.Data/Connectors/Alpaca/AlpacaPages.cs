using System.Text.Json;
using System.Text.RegularExpressions;
using TradeML.Core.Errors;
using TradeML.Data.Connectors.Http;
using TradeML.Data.Ingest;

namespace TradeML.Data.Connectors.Alpaca;

/// <summary>Walks the pages of one Alpaca query and drops symbols that the vendor refuses by name.</summary>
internal static partial class AlpacaPages
{
    /// <summary>All pages of a query; a page that fails is asked for again by the client, a chain of tokens without end is an error.</summary>
    public static async Task<List<TPage>> WalkAsync<TPage>(
        VendorHttp http, string query, int maxPages, TaskKind kind, Func<int, ReplyParser<TPage>> parser, Func<TPage, string?> next, CancellationToken token)
    {
        var place = new Uri(query).GetLeftPart(UriPartial.Path);
        var walk = new PageWalk(AlpacaOptions.Vendor, place, maxPages);
        var pages = new List<TPage>();
        while (true)
        {
            var address = walk.Token is null ? query : $"{query}&page_token={Uri.EscapeDataString(walk.Token)}";
            var parse = parser(walk.Pages + 1);
            var page = await http.GetAsync(
                new Uri(address), kind,
                json =>
                {
                    var result = parse(json);
                    walk.Check(next(result));
                    return result;
                },
                token).ConfigureAwait(false);
            pages.Add(page);
            if (!walk.Advance(next(page))) return pages;
        }
    }

    /// <summary>
    /// Asks for several symbols at once; a symbol that the vendor calls invalid is taken out and the others are asked for again.
    /// </summary>
    /// <returns>The answer for the symbols that remain (null when none does), and a sentence for each that was dropped.</returns>
    public static async Task<(T? Answer, Dictionary<string, string> Dropped)> WithoutInvalidAsync<T>(
        IReadOnlyList<string> symbols, Func<IReadOnlyList<string>, Task<T>> ask)
        where T : class
    {
        var left = symbols.ToList();
        var dropped = new Dictionary<string, string>(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            try
            {
                return (await ask(left).ConfigureAwait(false), dropped);
            }
            catch (TradeMLException e) when (InvalidSymbol(e) is { } symbol && left.Remove(symbol))
            {
                dropped.Add(symbol, $"{AlpacaOptions.Vendor} does not accept the symbol '{symbol}'; it was left out.");
            }
        }

        return (null, dropped);
    }

    /// <summary>Reads the token after <c>next_page_token</c>; the reader stands on its value.</summary>
    public static string? ReadToken(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString() is { Length: > 0 } text ? text : null,
        _ => throw new JsonException("next_page_token is neither text nor null"),
    };

    /// <summary>The error for a 200 that holds none of what was asked for.</summary>
    public static TradeMLException NotWhatWasAsked(ReadOnlySpan<byte> json, string place)
    {
        var words = ReplyGuard.Words(json);
        return VendorFaultException.Wrap(
            VendorFault.BadReply,
            $"{AlpacaOptions.Vendor} answered 200 without {place}{(words is null ? "" : $" but with the message '{words}'")}.", place, "Try again later.");
    }

    private static string? InvalidSymbol(TradeMLException error) =>
        VendorFaultException.Of(error) is { Fault: VendorFault.Refused } && InvalidSymbolWords().Match(error.Message) is { Success: true } match
            ? match.Groups[1].Value : null;

    [GeneratedRegex(@"invalid symbol: (\S+?)\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex InvalidSymbolWords();
}
