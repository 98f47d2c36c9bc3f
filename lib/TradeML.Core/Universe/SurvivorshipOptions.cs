using TradeML.Core.Configuration;

namespace TradeML.Core.Universe;

/// <summary>
/// When a universe counts as drawn from survivors: <c>survivorship</c> in <c>configs/curator.yml</c>. The default rate
/// is the ten-year survival of 61 % on NYSE and AMEX, 1963 to 1995 (Baker and Kennedy 2002, "Survivorship and the
/// Economic Grim Reaper", J. Law, Econ. &amp; Org. 18): −ln 0.61 / 10.
/// </summary>
public sealed class SurvivorshipOptions
{
    /// <summary>
    /// Share of listed common shares that stop trading in a year, for whatever reason, as a continuous rate. Default
    /// 0.049.
    /// </summary>
    [Between(0.0001, 1)]
    public double DelistingRate { get; init; } = 0.049;

    /// <summary>
    /// The least rate that is believed of any broad universe; large companies die more seldom than all. Default 0.01.
    /// </summary>
    [Between(0.0001, 1)]
    public double LeastRate { get; init; } = 0.01;

    /// <summary>
    /// A universe is implausible when so few deaths would have at most this probability under the least rate. Default
    /// 0.01.
    /// </summary>
    [Between(0.000001, 0.5)]
    public double Significance { get; init; } = 0.01;

    /// <summary>
    /// A name whose bars end within as many sessions of the end of the data still counts as alive. Default 10.
    /// </summary>
    [Between(0, 250)]
    public int GraceSessions { get; init; } = 10;
}
