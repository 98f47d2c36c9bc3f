using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Http;

/// <summary>
/// One question or order to a vendor. GET and DELETE say the same when they are repeated, so they are asked again after
/// a failure; a POST is sent once unless the vendor knows a repetition by its key.
/// </summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Address">Where; holds no secret.</param>
/// <param name="Kind">Kind of the task that asks; decides its share of the day's budget.</param>
public sealed record VendorRequest(HttpMethod Method, Uri Address, TaskKind Kind)
{
    /// <summary>Body as UTF-8 JSON; null sends none.</summary>
    public ReadOnlyMemory<byte>? Json { get; init; }

    /// <summary>
    /// What the vendor knows a repetition by: an idempotency key, or the client order id that the body names too. It is
    /// sent as the header <c>Idempotency-Key</c>, and a failed POST is sent again with it. Null for none.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once.</summary>
    public bool Repeatable => Method != HttpMethod.Post || IdempotencyKey is not null;
}
