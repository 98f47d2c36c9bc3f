using TradeML.Core.Time;
using TradeML.Vendors.Connectors.Paged;

namespace TradeML.Vendors.Connectors.Bars;

/// <summary>What vendors' bars are put into raw/equities_bars and raw/equities_minute with: the sessions and the highest price that is believed.</summary>
/// <param name="calendar">Listing exchange.</param>
/// <param name="maxPrice">Highest price that is believed, USD.</param>
internal sealed class BarRows(ExchangeCalendar calendar, double maxPrice)
{
    /// <summary>Sessions by stamp and by day.</summary>
    public SessionStamps Stamps { get; } = new(calendar);

    /// <summary>Highest price that is believed, USD.</summary>
    public double MaxPrice => maxPrice;

    /// <summary>Writes the bars of one answer.</summary>
    /// <param name="sink">Takes the rows.</param>
    public BarWriter To(RowSink sink) => new(this, sink);
}
