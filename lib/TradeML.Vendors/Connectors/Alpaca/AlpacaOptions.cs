using TradeML.Core.Configuration;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>How to reach Alpaca and what to ask it for.</summary>
public sealed record AlpacaOptions
{
    /// <summary>The vendor's name in budgets and sources.</summary>
    public const string Vendor = "alpaca";

    /// <summary>Market-data address.</summary>
    public required Uri DataUrl { get; init; }

    /// <summary>Trading address, which serves the asset list.</summary>
    public required Uri TradingUrl { get; init; }

    /// <summary>Key id; sent as a header only.</summary>
    public required Secret KeyId { get; init; }

    /// <summary>Secret; sent as a header only.</summary>
    public required Secret SecretKey { get; init; }

    /// <summary>Feed of bars: <c>sip</c> (consolidated) or <c>iex</c> (one venue). It is part of the source's name. Default <c>sip</c>.</summary>
    public string Feed { get; init; } = "sip";

    /// <summary>Feed of minute bars; free plans have no other than <c>iex</c> for the last minutes. Default <c>iex</c>.</summary>
    public string MinuteFeed { get; init; } = "iex";

    /// <summary>Feed of option chains: <c>indicative</c> (free; quotes altered, trades late) or <c>opra</c>. It is part of the source's name. Default <c>indicative</c>.</summary>
    public string OptionFeed { get; init; } = "indicative";

    /// <summary>Day at which tickers are resolved (the vendor's <c>asof</c>); null pins the local day of the request.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Points a page, 1 to 10,000. Default 10,000.</summary>
    public int PageLimit { get; init; } = 10_000;

    /// <summary>Most pages of one answer. Default 2,000.</summary>
    public int MaxPages { get; init; } = 2_000;

    /// <summary>How old a bar of the consolidated feed must be: free plans are refused the last 15 minutes. Default 16 minutes.</summary>
    public TimeSpan RecentDelay { get; init; } = TimeSpan.FromMinutes(16);

    /// <summary>Highest price that is believed, in USD; above it a row is set aside. Default 10 million.</summary>
    public double MaxPrice { get; init; } = 1e7;

    /// <summary>
    /// The vendor filters corporate actions by process date, which lies mostly after the ex-date (at the payment) and seldom before it: the question is widened
    /// by this many days before the window. Default 45.
    /// </summary>
    public int ActionDaysBefore { get; init; } = 45;

    /// <summary>The same after the window. Default 200.</summary>
    public int ActionDaysAfter { get; init; } = 200;

    /// <summary>The keys as headers, for the two addresses only.</summary>
    public VendorCredentials Credentials() => new()
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["APCA-API-KEY-ID"] = KeyId.Reveal(), ["APCA-API-SECRET-KEY"] = SecretKey.Reveal() },
        Hosts = [DataUrl.Authority, TradingUrl.Authority],
        Redactor = new SecretRedactor([KeyId, SecretKey]),
    };
}
