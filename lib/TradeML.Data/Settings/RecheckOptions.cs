using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>How long to leave a day alone that came back unchanged.</summary>
public sealed class RecheckOptions
{
    /// <summary>Days before an AMBER day with unchanged content is fetched again. Default 30.</summary>
    [Between(0, 3650)]
    public int AmberDays { get; init; } = 30;

    /// <summary>
    /// Days before a day that the vendor confirmed to have nothing for is asked for again. Default 90.
    /// </summary>
    [Between(0, 3650)]
    public int ConfirmedAbsentDays { get; init; } = 90;

    /// <summary>
    /// Days before an answer about events, given before its days had settled, grows stale. Default 7.
    /// </summary>
    [Between(1, 3650)]
    public int ConfirmationDays { get; init; } = 7;

    /// <summary>
    /// Days after which a day has settled: an answer about its events that was given later is final. Default 35.
    /// </summary>
    [Between(0, 3650)]
    public int SettleDays { get; init; } = 35;
}
