using System.Text.RegularExpressions;
using TradeML.Core.Universe;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Tells what a listing is. The first rule that speaks decides: the vendor's own class (Massive's <c>type</c>, Alpha
/// Vantage's <c>assetType</c>), then the ticker's suffix (CMS and NASDAQ conventions), then the name, then the fifth
/// letter of a NASDAQ ticker. What none of them speaks against is a common share.
/// </summary>
internal static partial class SecurityClassRules
{
    /// <summary>The class of a listing.</summary>
    /// <param name="symbol">Ticker; a suffix follows a dot, dash, slash or space, or is in lower case.</param>
    /// <param name="name">The name the vendor gives it, or null.</param>
    /// <param name="assetClass">The vendor's class, or null; one that says nothing (<c>us_equity</c>, <c>Stock</c>)
    /// leaves it to the other rules.</param>
    /// <param name="exchange">Listing exchange as the vendor names it, or null; the fifth letter counts only on
    /// NASDAQ.</param>
    public static SecurityClass Of(
        string symbol, string? name = null, string? assetClass = null, string? exchange = null)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return OfAssetClass(assetClass) ?? OfSuffix(symbol) ?? OfName(name) ?? OfFifthLetter(symbol, name, exchange)
            ?? SecurityClass.Common;
    }

    // Massive: https://massive.com/docs/rest/stocks/tickers/ticker-types; CS says common share, unless the ticker says
    // when-issued.
    private static SecurityClass? OfAssetClass(string? assetClass) => assetClass?.Trim().ToUpperInvariant() switch
    {
        "ETF" or "ETN" or "ETV" or "ETS" or "ETP" => SecurityClass.ExchangeTraded,
        "FUND" or "MF" or "CEF" => SecurityClass.Fund,
        "PFD" or "PREFERRED" => SecurityClass.Preferred,
        "WARRANT" => SecurityClass.Warrant,
        "UNIT" or "LT" => SecurityClass.Unit,
        "RIGHT" or "ADRR" => SecurityClass.Right,
        "SP" or "BOND" or "AGEN" or "EQLK" or "NOTE" => SecurityClass.Debt,
        "ADRC" or "ADRP" or "ADRW" or "GDR" or "NYRS" => SecurityClass.DepositaryReceipt,
        _ => null,
    };

    private static SecurityClass? OfSuffix(string symbol)
    {
        var lower = LowerSuffix().Match(symbol);
        if (lower.Success)
            return lower.Groups[1].Value[0] switch
            {
                'p' => SecurityClass.Preferred,
                'r' => SecurityClass.Right,
                _ => SecurityClass.WhenIssued
            };
        var suffix = Suffix().Match(symbol);
        return !suffix.Success ? null : suffix.Groups[1].Value switch
        {
            "U" or "UN" or "UT" => SecurityClass.Unit,
            "W" or "WT" => SecurityClass.Warrant,
            "R" or "RT" => SecurityClass.Right,
            "WI" or "WD" or "V" => SecurityClass.WhenIssued,
            var s when s.StartsWith("WS", StringComparison.Ordinal) => SecurityClass.Warrant,
            var s when s[0] == 'P' => SecurityClass.Preferred,
            _ => null,
        };
    }

    private static SecurityClass? OfName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        if (TestName().IsMatch(name)) return SecurityClass.Test;
        if (UnitName().IsMatch(name)) return SecurityClass.Unit; // its name tells of the warrants in it
        if (WarrantName().IsMatch(name)) return SecurityClass.Warrant;
        if (RightName().IsMatch(name)) return SecurityClass.Right;
        if (DebtName().IsMatch(name)) return SecurityClass.Debt;
        if (ExchangeTradedName().IsMatch(name)) return SecurityClass.ExchangeTraded;
        if (FundName().IsMatch(name)) return SecurityClass.Fund;
        if (PreferredName().IsMatch(name) && !CommonName().IsMatch(name)) return SecurityClass.Preferred;
        if (ReceiptName().IsMatch(name)) return SecurityClass.DepositaryReceipt;
        return CommonName().IsMatch(name) ? SecurityClass.Common : null;
    }

    // The fifth letter is no proof (a class share may end so too), so it decides only where the name does not say
    // "common".
    private static SecurityClass? OfFifthLetter(string symbol, string? name, string? exchange)
    {
        if (symbol.Length != 5 || !symbol.All(char.IsAsciiLetterUpper)) return null;
        if (exchange is not null && !ListingExchange.IsNasdaq(exchange)) return null;
        if (name is not null && CommonName().IsMatch(name)) return null;
        return symbol[4] switch
        {
            'W' => SecurityClass.Warrant,
            'U' => SecurityClass.Unit,
            'R' => SecurityClass.Right,
            'M' or 'N' or 'O' or 'P' => SecurityClass.Preferred,
            'G' or 'H' or 'I' => SecurityClass.Debt,
            'Y' => SecurityClass.DepositaryReceipt,
            'V' => SecurityClass.WhenIssued,
            _ => null,
        };
    }

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^[A-Z.]+?(p[A-Z]?|rw?|w)$", RegexOptions.CultureInvariant)]
    private static partial Regex LowerSuffix();

    [GeneratedRegex(@"^[A-Z0-9]+[.\-/ ]([A-Z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\bTEST (STOCK|SYMBOL|ISSUE|PILOT)|\bTICK PILOT TEST\b", Words)]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bWarrants?\b", Words)]
    private static partial Regex WarrantName();

    [GeneratedRegex(@"\bRights\b|\bRight\s*$|\bRights? to (purchase|receive)\b", Words)]
    private static partial Regex RightName();

    [GeneratedRegex(@"\bUnits\b|\bUnit\b(?=\s*(,|$|each\b|consisting\b))", Words)]
    private static partial Regex UnitName();

    [GeneratedRegex(
        @"\b(Notes?|Debentures?|Bonds?)\b.*\b(due|20\d\d)\b"
            + @"|\b(Senior|Subordinated|Baby|Convertible) (Notes?|Debentures?|Bonds?)\b|\d\s?%.*\bNotes?\b", Words)]
    private static partial Regex DebtName();

    [GeneratedRegex(
        @"\b(ETF|ETN|ETP|ETV)s?\b|\bExchange[- ]Traded\b|\bIndex Fund\b|\bHOLDRs?\b|\b(iShares|iPath|SPDR|ProShares"
            + @"|WisdomTree .* Fund|Direxion Daily|PowerShares|VelocityShares)\b", Words)]
    private static partial Regex ExchangeTradedName();

    [GeneratedRegex(@"\bFunds?\b(?!\s+(Corp|Corporation|Inc|Holdings|Group|Management))", Words)]
    private static partial Regex FundName();

    // A company's own name may begin with the word (Preferred Bank): it counts where a security is spoken of.
    [GeneratedRegex(
        @"\b(Preferred|Preference|Pref)\s+(Stocks?|Shares?|Shs|Securit(y|ies)|Series|Ser|Class|Cl|Equity)\b"
            + @"|(%|\d|\b(Cumulative|Cum|Perpetual|Convertible|Conv|Redeemable|Callable|Trust|Series|Ser|Class|Cl)"
            + @"( [A-Z]{1,2})?)[ -]+(Preferred|Preference|Pref)\b|.\b(Preferred|Pref)\s*(,|-|$|\d)|\bPr?fd\b", Words)]
    private static partial Regex PreferredName();

    [GeneratedRegex(
        @"\bAmerican Deposit[ao]ry\b|\bADRs?\b|\bADSs?\b|\bGlobal Depositary\b|\bNew York Registry Shares\b", Words)]
    private static partial Regex ReceiptName();

    [GeneratedRegex(
        @"\bCommon (Stock|Shares?)\b|\bOrdinary Shares?\b|\bCapital Stock\b|\bShares of Beneficial Interest\b", Words)]
    private static partial Regex CommonName();
}
