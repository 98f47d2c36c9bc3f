using TradeML.Core.Configuration;

namespace TradeML.Vendors.Http;

/// <summary>Exponential waiting time: base × multiplier^(attempt − 1), at most the cap, spread by the jitter.</summary>
public sealed class BackoffOptions
{
    /// <summary>Wait after the first failure, in seconds. Default 30.</summary>
    [Between(0.001, 3600)]
    public double BaseSeconds { get; init; } = 30;

    /// <summary>Growth from one failure to the next. Default 2.</summary>
    [Between(1, 10)]
    public double Multiplier { get; init; } = 2;

    /// <summary>Longest wait, in seconds. Default 3600.</summary>
    [Between(0.001, 604_800)]
    public double CapSeconds { get; init; } = 3600;

    /// <summary>Share of the wait that is random: 0.2 spreads it over ±20 %. Default 0.2.</summary>
    [Between(0, 1)]
    public double Jitter { get; init; } = 0.2;
}
