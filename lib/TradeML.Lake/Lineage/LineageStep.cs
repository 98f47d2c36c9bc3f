using TradeML.Lake.Manifests;

namespace TradeML.Lake.Lineage;

/// <summary>One input of one derived file.</summary>
/// <param name="Of">Path of the derived file.</param>
/// <param name="Table">Table that was read.</param>
/// <param name="Folder">One Hive folder of it; empty for the whole table.</param>
/// <param name="Files">The files it means, ordered as the manifest orders them; narrowed to a symbol when one was asked
/// for.</param>
/// <param name="State">Whether they are still what was read.</param>
public sealed record LineageStep(
    string Of, string Table, string Folder, IReadOnlyList<ManifestEntry> Files, LineageState State);
