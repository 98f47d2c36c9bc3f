using TradeML.Core.Errors;

namespace TradeML.Vendors.Http;

/// <summary>
/// Follows page tokens to the end and no further: a token that was seen before or too many pages end in an error.
/// </summary>
/// <param name="vendor">The vendor's name for messages.</param>
/// <param name="place">The address without secrets, for messages.</param>
/// <param name="maxPages">Most pages of one answer.</param>
internal sealed class PageWalk(string vendor, string place, int maxPages)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Token of the page to ask for; null for the first.</summary>
    public string? Token { get; private set; }

    /// <summary>Pages accepted so far.</summary>
    public int Pages { get; private set; }

    /// <summary>
    /// Throws when a page points back at itself, so that it is asked for again before it is given up.
    /// </summary>
    /// <param name="next">Token of the following page in the answer, or null at the end.</param>
    /// <exception cref="TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): the page names itself as the
    /// next.</exception>
    public void Check(string? next)
    {
        if (next is not null && next == Token) throw Endless("the next page is said to be the same page");
    }

    /// <summary>Accepts a page.</summary>
    /// <param name="next">Token of the following page, or null at the end.</param>
    /// <returns>Whether there is another page.</returns>
    /// <exception cref="TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): the token leads back, or there
    /// are too many pages.</exception>
    public bool Advance(string? next)
    {
        Pages++;
        Token = next;
        if (next is null) return false;
        if (!seen.Add(next)) throw Endless("a page token came twice");
        if (Pages >= maxPages) throw Endless($"there are more than {maxPages} pages");
        return true;
    }

    private TradeMLException Endless(string why) => VendorFaultException.Wrap(
        VendorFault.BadReply, $"{vendor} does not end its pages: {why}.", place,
        "The answer was dropped as a whole; the task is tried again later.");
}
