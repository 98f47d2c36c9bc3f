namespace TradeML.VendorSim.Servers.Sec;

/// <summary>What time a reported figure belongs to.</summary>
internal enum SecSpan
{
    /// <summary>A day.</summary>
    Instant,

    /// <summary>The quarter, or the fiscal year in a yearly report.</summary>
    Quarter,

    /// <summary>The fiscal year so far.</summary>
    YearToDate,
}
