using System.Text;
using System.Text.RegularExpressions;

namespace TradeML.Core.Configuration;

/// <summary>
/// Removes secrets from a text before it reaches a log, an error, a file or a screen: known key values in every
/// spelling they travel in, and by shape the query parameters, headers and URL credentials that vendors use for keys.
/// Immutable and thread-safe.
/// </summary>
public sealed partial class SecretRedactor
{
    private readonly string[] needles;

    /// <summary>Creates a redactor.</summary>
    /// <param name="secrets">Values to hide wherever they occur; empty ones are skipped.</param>
    public SecretRedactor(IEnumerable<Secret> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        needles = [
            .. secrets.Where(s => !s.IsEmpty).SelectMany(s => Spellings(s.Reveal())).Distinct(StringComparer.Ordinal)
            .OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal)];
    }

    /// <summary>A redactor that knows no key values and works by shape alone.</summary>
    public static SecretRedactor ByShape { get; } = new([]);

    /// <summary>
    /// The text with every secret replaced by <c>***</c>. A text without secrets comes back unchanged.
    /// </summary>
    /// <param name="text">Any text: a URL, a header dump, an exception message.</param>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var needle in needles) text = text.Replace(needle, Secret.Mask, StringComparison.Ordinal);
        text = QueryParameter().Replace(text, "$1" + Secret.Mask);
        text = Header().Replace(text, "$1" + Secret.Mask);
        return UserInfo().Replace(text, "$1" + Secret.Mask + "@");
    }

    /// <summary>The address as it may be stored, for example in a table's <c>source_uri</c>.</summary>
    /// <param name="address">The address that was requested.</param>
    public string Redact(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Redact(address.OriginalString);
    }

    private static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(secret + ":")); // HTTP Basic with the key as user
    }

    // `page_token` is no secret: a name must begin at the separator or the start.
    [GeneratedRegex(
        """(?<![A-Za-z0-9_-])((?:api_?key|token|api_?token|access_?token|api_?secret"""
            + """|secret(?:_?key)?|access_?key|password|pwd)\s*=\s*)[^&\s"'<>#;,]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QueryParameter();

    [GeneratedRegex(
        """((?:APCA-API-KEY-ID|APCA-API-SECRET-KEY|X-Finnhub-Token|apikey|Authorization)"?\s*:"""
            + """\s*"?(?:(?:Bearer|Basic)\s+)?)[^\s"',;]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex("([a-z][a-z0-9+.-]*://)[^/@\\s\"']+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}
