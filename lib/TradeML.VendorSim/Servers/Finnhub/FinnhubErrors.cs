namespace TradeML.VendorSim.Servers.Finnhub;

/// <summary>Finnhub's error objects.</summary>
internal static class FinnhubErrors
{
    public static void Fail(this Reply reply, int status, string error) => reply.Object(status, ("error", error));
}
