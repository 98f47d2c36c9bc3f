namespace TradeML.Data.Ingest.Routing;

/// <summary>Who provides a dataset, in the order in which they are asked.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="AsOf">Day whose data are wanted.</param>
/// <param name="WantedSource">Source that the stage insists on, or null when any will do.</param>
/// <param name="Providers">All providers of the registry, usable ones first.</param>
public sealed record ProviderRoute(string Dataset, DateOnly AsOf, string? WantedSource, IReadOnlyList<RoutedProvider> Providers)
{
    /// <summary>Who serves the dataset: the first usable provider, of the wanted source where there is one; null when nobody can.</summary>
    public RoutedProvider? Serving => Providers.FirstOrDefault(p => p.Usable && (WantedSource is null || p.Source == WantedSource));

    /// <summary>Who is asked for a second opinion: the first usable provider of another vendor; null when there is none.</summary>
    public RoutedProvider? Probing => Serving is { } serving ? Providers.FirstOrDefault(p => p.Usable && p.Vendor != serving.Vendor) : null;
}
