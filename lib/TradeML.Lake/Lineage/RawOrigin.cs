using TradeML.Lake.Manifests;

namespace TradeML.Lake.Lineage;

/// <summary>A raw file at the end of a lineage, and where its rows came from.</summary>
/// <param name="File">The file.</param>
/// <param name="SourceUris">The addresses in its rows, without secrets, in ordinal order; empty when it lies on another
/// node's disk.</param>
public sealed record RawOrigin(ManifestEntry File, IReadOnlyList<string> SourceUris);
