namespace TradeML.VendorSim.Market;

/// <summary>The order in which a vendor lists corporate actions: process date, then symbol, then id.</summary>
internal static class CorporateActionOrder
{
    public static int Compare(CorporateAction a, CorporateAction b)
    {
        var byDate = a.ProcessDate.CompareTo(b.ProcessDate);
        if (byDate != 0) return byDate;
        var bySymbol = string.CompareOrdinal(a.Symbol, b.Symbol);
        return bySymbol != 0 ? bySymbol : a.Id.CompareTo(b.Id);
    }
}
