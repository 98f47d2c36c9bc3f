using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>
/// Which vendor can deliver which dataset within which limits: <c>configs/endpoints.yml</c> (SSOT §2.9).
/// </summary>
public sealed class EndpointsOptions : ICheckedOptions
{
    /// <summary>The registry's entries.</summary>
    public IReadOnlyList<EndpointEntry> Endpoints { get; init; } = [];

    /// <summary>The entry of a dataset at a vendor, or null.</summary>
    /// <param name="dataset">Logical dataset, for example <c>equities_eod</c>.</param>
    /// <param name="vendor">Vendor, for example <c>alpaca</c>.</param>
    public EndpointEntry? Find(string dataset, string vendor) =>
        Endpoints.FirstOrDefault(e => e.Dataset == dataset && e.Vendor == vendor);

    /// <summary>The entries of a dataset, preferred first.</summary>
    /// <param name="dataset">Logical dataset, for example <c>equities_eod</c>.</param>
    public IEnumerable<EndpointEntry> Entries(string dataset) =>
        Endpoints.Where(e => e.Dataset == dataset).OrderBy(e => e.Priority)
            .ThenBy(e => e.Vendor, StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check() => Endpoints
        .GroupBy(e => (e.Dataset, e.Vendor)).Where(g => g.Count() > 1)
        .Select(g =>
            ("endpoints",
                $"The dataset '{g.Key.Dataset}' has {g.Count()} entries for the vendor "
                    + $"'{g.Key.Vendor}'; allowed is one."));
}
