using System.Text.Json.Serialization;

namespace TradeML.Data.Ingest.Routing;

/// <summary>Who serves a dataset, in the order in which they are asked.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="AsOf">Day whose data are wanted.</param>
/// <param name="WantedSource">Source that the stage insists on, or null when any will do.</param>
/// <param name="Vendors">All vendors of the registry, usable ones first.</param>
public sealed record VendorRoute(
    string Dataset, DateOnly AsOf, string? WantedSource,
    [property: JsonPropertyName("providers")] IReadOnlyList<RoutedVendor> Vendors)
{
    /// <summary>
    /// Who serves the dataset: the first usable vendor, of the wanted source where there is one; null when nobody can.
    /// </summary>
    public RoutedVendor? Serving =>
        Vendors.FirstOrDefault(p => p.Usable && (WantedSource is null || p.Source == WantedSource));

    /// <summary>
    /// Who is asked for a second opinion: the first other vendor that is usable; null when there is none.
    /// </summary>
    public RoutedVendor? Probing =>
        Serving is { } serving ? Vendors.FirstOrDefault(p => p.Usable && p.Vendor != serving.Vendor) : null;
}
