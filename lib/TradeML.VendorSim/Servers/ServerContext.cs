using TradeML.Core.Time;
using TradeML.VendorSim.Market.Fundamentals;
using TradeML.VendorSim.Market.Macro;
using TradeML.VendorSim.Timeline;

namespace TradeML.VendorSim.Servers;

/// <summary>What every protocol is built from.</summary>
/// <param name="View">The market as it is known at an instant.</param>
/// <param name="Calendar">Sessions of the exchange.</param>
/// <param name="Options">Keys, plans and dials.</param>
internal sealed record ServerContext(MarketView View, ExchangeCalendar Calendar, VendorServerOptions Options)
{
    /// <summary>The companies behind the securities.</summary>
    public CompanyFacts Companies { get; } = new(View.At(DateTimeOffset.MaxValue));

    /// <summary>The economy around the market.</summary>
    public MacroFacts Macro { get; } = new(View.At(DateTimeOffset.MaxValue));

    /// <summary>The caller's plan with a vendor.</summary>
    public VendorPlan PlanOf(string vendor) =>
        Options.Plans.TryGetValue(vendor, out var plan) ? plan : VendorPlan.Unlimited;
}
