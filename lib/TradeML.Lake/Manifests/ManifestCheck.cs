namespace TradeML.Lake.Manifests;

/// <summary>Compares the files on disk with the manifest.</summary>
internal static class ManifestCheck
{
    public static VerifyResult Run(
        string root, IReadOnlyList<ManifestEntry> entries, double share, int seed, IReadOnlyCollection<string> retired,
        IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var random = new Random(seed);
        List<string> missing = [], changed = [];
        var hashed = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var drawn = random.NextDouble() < share;
            var file = new FileInfo(LakePaths.Full(root, entries[i].Path));
            if (!file.Exists) missing.Add(entries[i].Path);
            else if (file.Length != entries[i].Bytes) changed.Add(entries[i].Path);
            else if (drawn)
            {
                hashed++;
                if (Hashing.OfFile(file.FullName) != entries[i].Sha256) changed.Add(entries[i].Path);
            }

            progress?.Report(i + 1);
        }

        var known = entries.Select(e => e.Path).Concat(retired).ToHashSet(StringComparer.Ordinal);
        var unknown = LakePaths.DataFiles(root).Where(p => !known.Contains(p)).Order(StringComparer.Ordinal).ToList();
        return new VerifyResult(entries.Count, hashed, missing, changed, unknown);
    }
}
