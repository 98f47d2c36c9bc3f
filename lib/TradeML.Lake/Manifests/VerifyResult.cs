namespace TradeML.Lake.Manifests;

/// <summary>
/// What a comparison of the files with the manifest found. All paths are relative to the lake's root.
/// </summary>
/// <param name="Files">Number of files in the manifest.</param>
/// <param name="Hashed">How many of them had their SHA-256 recomputed.</param>
/// <param name="Missing">Files of the manifest that don't exist.</param>
/// <param name="Changed">Files whose size or SHA-256 differs from the manifest.</param>
/// <param name="Unknown">Parquet files in tables' folders that the manifest doesn't know.</param>
public sealed record VerifyResult(
    int Files, int Hashed, IReadOnlyList<string> Missing, IReadOnlyList<string> Changed, IReadOnlyList<string> Unknown)
{
    /// <summary>Whether every file is present and unchanged and none is unknown.</summary>
    public bool IsClean => Missing.Count == 0 && Changed.Count == 0 && Unknown.Count == 0;
}
