namespace TradeML.VendorSim.Servers.Fred;

/// <summary>An observation as it stood during a real-time period, both days inclusive.</summary>
internal readonly record struct FredRow(DateOnly RealtimeStart, DateOnly RealtimeEnd, DateOnly Date, double Value);
