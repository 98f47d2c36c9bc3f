using System.Text.RegularExpressions;
using TradeML.Core.Universe;

namespace TradeML.Research.Labels;

/// <summary>The end of one listing, as <c>reference/delistings</c> tells of it.</summary>
/// <param name="Symbol">Ticker at the time.</param>
/// <param name="Day">First session (exchange-local day) on which it no longer traded. A record with a bar on that day
/// is not believed.</param>
/// <param name="Reason">Why.</param>
public readonly partial record struct Delisting(string Symbol, DateOnly Day, DelistingReason Reason)
{
    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>
    /// Reads a reason as tables and lists spell it, by whole words; the first of these that is said decides. Failures,
    /// by exchange: bankruptcy, insolvency, receivership, non-compliance, standards not met, an involuntary end.
    /// Mergers that came about: merged, acquired, taken private, bought out. The company's own wish: voluntary.
    /// Liquidation, a failure. Everything else is unknown, a merger that failed among it.
    /// </summary>
    /// <param name="reason">The text; case does not matter, and an underscore or dash parts words as a blank does. Null
    /// says nothing.</param>
    /// <param name="exchange">The exchange's name or code where it is known, as <see cref="ListingExchange"/> knows
    /// them.</param>
    public static DelistingReason ReasonOf(string? reason, string? exchange = null)
    {
        var text = MergerThatFailed().Replace(Separators().Replace(reason ?? "", " "), " ");
        var failure = ListingExchange.IsNasdaq(text) || ListingExchange.IsNasdaq(exchange)
            ? DelistingReason.PerformanceNasdaq
            : DelistingReason.Performance;
        if (Failure().IsMatch(text)) return failure;
        if (Merger().IsMatch(text)) return DelistingReason.Merger;
        if (Voluntary().IsMatch(text)) return DelistingReason.Voluntary;
        return Liquidation().IsMatch(text) ? failure : DelistingReason.Unknown;
    }

    [GeneratedRegex(@"[\s_\-\u2010-\u2015]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\b(FAILED|TERMINATED|ABANDONED|CANCELL?ED|BLOCKED|BROKEN|UNSUCCESSFUL|WITHDRAWN) "
        + @"(PLANNED |PROPOSED |PENDING )?(MERGER|ACQUISITION|TAKEOVER|BUYOUT)\b"
        + @"|\bFAIL(S|ED|URE|ING)? (OF|TO (COMPLETE|CLOSE|CONSUMMATE))( THE| ITS| A)? "
        + @"(MERGER|ACQUISITION|TAKEOVER|BUYOUT)\b"
        + @"|\b(MERGER|ACQUISITION|TAKEOVER|BUYOUT)( AGREEMENT)?( WAS| HAS BEEN| DID)? (FAILED|TERMINATED|ABANDONED"
        + @"|CANCELL?ED|BLOCKED|WITHDRAWN|FELL THROUGH|NOT (COMPLETED?|CLOSED?|CONSUMMATED?))\b", Words)]
    private static partial Regex MergerThatFailed();

    [GeneratedRegex(@"\b(PERFORMANCE|BANKRUPT\w*|INSOLVEN\w*|CHAPTER (7|11)|RECEIVERSHIP|NON ?COMPLIAN\w*|INVOLUNTAR\w*"
        + @"|DEFICIEN\w*|DELINQUEN\w*|REVOKED|REVOCATION|(BELOW|NOT MEETING) [\w ]*(STANDARDS?|REQUIREMENTS?|PRICE)"
        + @"|FAIL(S|ED|URE|ING)? TO (MEET|COMPLY|MAINTAIN|SATISFY|PAY|FILE))\b", Words)]
    private static partial Regex Failure();

    [GeneratedRegex(@"\b(MERGER?S?|MERGED|MERGING|ACQUIR\w*|ACQUISITIONS?|(TAKEN|GOING|WENT) PRIVATE|TAKEOVER"
        + @"|BUY ?OUT)\b", Words)]
    private static partial Regex Merger();

    [GeneratedRegex(@"(?<!\bNON )\bVOLUNTAR(Y|ILY)\b", Words)]
    private static partial Regex Voluntary();

    [GeneratedRegex(@"\bLIQUIDAT\w*", Words)]
    private static partial Regex Liquidation();
}
