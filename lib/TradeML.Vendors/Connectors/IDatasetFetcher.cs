using TradeML.Vendors.Datasets;


namespace TradeML.Vendors.Connectors;

/// <summary>
/// Fetches one dataset from one vendor. Implementations check what they read, set bad rows aside with a reason and
/// never write; they are safe for concurrent use.
/// </summary>
public interface IDatasetFetcher
{
    /// <summary>The vendor, for example <c>alpaca</c>; its budget pays for the requests.</summary>
    string Vendor { get; }

    /// <summary>The logical dataset, for example <c>equities_eod</c>.</summary>
    string Dataset { get; }

    /// <summary>Name that the rows carry, for example <c>alpaca_sip</c>.</summary>
    string SourceName { get; }

    /// <summary>The raw table that the rows belong to, for example <c>raw/equities_bars</c>.</summary>
    string Table { get; }

    /// <summary>
    /// How many requests like this one (same dataset, window and kind) are best fetched together; at least 1.
    /// </summary>
    /// <param name="request">The first of them.</param>
    int BatchSize(FetchRequest request);

    /// <summary>Fetches several requests of one dataset, window and kind.</summary>
    /// <param name="requests">At least one request; they differ in symbol only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One result a request, in the order of <paramref name="requests"/>.</returns>
    /// <exception cref="Core.Errors.TradeMLException">Vendor: the request was refused or kept failing; nothing of it
    /// may be used.</exception>
    Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken);

    /// <summary>Fetches one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Core.Errors.TradeMLException">Vendor: the request was refused or kept failing.</exception>
    async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
        (await FetchAsync([request], cancellationToken).ConfigureAwait(false))[0];
}
