using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Timeline;

/// <summary>
/// A split or dividend that vendors list only from an instant on, booked (process date) on that day when its own is
/// earlier. When the market has no such action it is added; an added split moves raw prices and volumes from its
/// ex-date on, late or not.
/// </summary>
/// <param name="Symbol">Any ticker that the security bears or bore.</param>
/// <param name="Kind">A split or a cash dividend.</param>
/// <param name="ExDate">Its ex-date (exchange-local day).</param>
/// <param name="VisibleFrom">Instant from which vendors list it.</param>
public sealed record LateAction(string Symbol, CorporateActionKind Kind, DateOnly ExDate, DateTimeOffset VisibleFrom)
{
    /// <summary>New shares per old share of an added split. Default 2.</summary>
    public double Ratio { get; init; } = 2;

    /// <summary>Dollars per share of an added dividend. Default 0.25.</summary>
    public double Cash { get; init; } = 0.25;
}
