namespace TradeML.VendorSim.Market;

/// <summary>What a simulated security is made of. Session numbers count from the market's first session.</summary>
internal sealed class SecurityProfile
{
    public required string Symbol { get; init; }

    public required string? FormerSymbol { get; init; }

    public required string Name { get; init; }

    public required string Exchange { get; init; }

    public required int Sector { get; init; }

    /// <summary>First session.</summary>
    public required int First { get; init; }

    /// <summary>Last session.</summary>
    public required int Last { get; init; }

    /// <summary>Whether trading ends after <see cref="Last"/>, and not only the simulation.</summary>
    public required bool Delists { get; init; }

    /// <summary>Whether the end is a cash merger; otherwise a failure.</summary>
    public required bool Merger { get; init; }

    /// <summary>Session of the merger's announcement, or of the beginning decline.</summary>
    public required int EndBegins { get; init; }

    /// <summary>First session under the newest ticker; −1 without a change.</summary>
    public required int Renamed { get; init; }

    public required double Beta { get; init; }

    public required double Size { get; init; }

    public required double Value { get; init; }

    /// <summary>Usual daily volatility of the security's own part.</summary>
    public required double Volatility { get; init; }

    public required double FirstPrice { get; init; }

    /// <summary>Usual dollars traded a day.</summary>
    public required double DollarVolume { get; init; }

    /// <summary>Yearly dividend yield; 0 for none.</summary>
    public required double Yield { get; init; }

    /// <summary>Months after the quarter's first in which dividends go ex, 0 … 2.</summary>
    public required int DividendMonth { get; init; }

    /// <summary>Day of the month from which dividends go ex.</summary>
    public required int DividendDay { get; init; }

    /// <summary>Price above which the board thinks of a split.</summary>
    public required double SplitAbove { get; init; }
}
