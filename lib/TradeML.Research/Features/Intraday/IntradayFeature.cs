namespace TradeML.Research.Features.Intraday;

/// <summary>What one intraday feature is: how it is named, computed, and to be read.</summary>
public sealed record IntradayFeature
{
    /// <summary>Name without the prefix <c>feat_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Family, for example <c>order flow</c>.</summary>
    public required string Family { get; init; }

    /// <summary>
    /// Formula; m is the minute, p the last price, r one-minute log returns, v shares. Windows count scheduled minutes
    /// and never leave the session.
    /// </summary>
    public required string Formula { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the formula comes from.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Minutes after the session's first bar in which it is unknown (of a daily value: minutes it needs).
    /// </summary>
    public required int WarmUp { get; init; }

    /// <summary>
    /// Whether there is a value for each day, known at the scheduled close; else for each bar, known when its minute
    /// has passed.
    /// </summary>
    public bool IsDaily => OfDay is not null;

    internal MinuteKernel? OfMinutes { get; init; }

    internal Func<MinuteGrid, double>? OfDay { get; init; }
}
