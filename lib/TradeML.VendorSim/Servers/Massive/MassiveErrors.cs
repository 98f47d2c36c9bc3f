namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Massive's error objects: some carry <c>error</c>, some <c>message</c>.</summary>
internal static class MassiveErrors
{
    public static void Bad(VendorRequest request, Reply reply, string error) =>
        reply.Object(400, ("status", "ERROR"), ("request_id", IdOf(request)), ("error", error));

    public static void NotEntitled(VendorRequest request, Reply reply, string why) => reply.Object(
        403, ("status", "NOT_AUTHORIZED"), ("request_id", IdOf(request)),
        ("message", $"{why} Please upgrade your plan at https://massive.com/pricing"));

    public static void NotFound(VendorRequest request, Reply reply, string message = "Data not found.") =>
        reply.Object(404, ("status", "NOT_FOUND"), ("request_id", IdOf(request)), ("message", message));

    /// <summary>A request id that follows from the address, so that the same request gives the same bytes.</summary>
    public static string IdOf(VendorRequest request) =>
        Market.StableId.Of($"{string.Join('/', request.Segments)}|{request.Query("cursor")}").ToString("N");
}
