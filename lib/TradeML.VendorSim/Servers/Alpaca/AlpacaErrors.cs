namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>Alpaca's error objects.</summary>
internal static class AlpacaErrors
{
    /// <summary>
    /// Replaces what was written by an error object of the data API (no code) or the trading API (with one).
    /// </summary>
    public static void Error(this Reply reply, int status, string message, int? code = null) =>
        reply.Object(status, ("code", code), ("message", message));
}
