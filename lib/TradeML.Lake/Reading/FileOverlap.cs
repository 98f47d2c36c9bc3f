using TradeML.Lake.Manifests;

namespace TradeML.Lake.Reading;

/// <summary>Tells files that can't hold two versions of a row from those that may, by the days they cover.</summary>
internal static class FileOverlap
{
    /// <summary>
    /// Splits files, given ordered by partition and first day, into those alone on their days and those that share
    /// some.
    /// </summary>
    public static (IReadOnlyList<ManifestEntry> Single, IReadOnlyList<ManifestEntry> Shared) Split(
        IReadOnlyList<ManifestEntry> files)
    {
        var single = new List<ManifestEntry>(files.Count);
        var shared = new List<ManifestEntry>();
        foreach (var group in files.GroupBy(f => f.Partition))
        {
            var run = new List<ManifestEntry>();
            var reach = DateOnly.MinValue;
            foreach (var file in group.OrderBy(f => f.First ?? DateOnly.MinValue))
            {
                if (run.Count > 0 && (file.First ?? DateOnly.MinValue) > reach) Close(run);
                run.Add(file);
                var last = file.First is null ? DateOnly.MaxValue : file.Last ?? DateOnly.MaxValue;
                if (run.Count == 1 || last > reach) reach = last;
            }

            Close(run);
        }

        return (single, shared);

        void Close(List<ManifestEntry> run)
        {
            (run.Count > 1 ? shared : single).AddRange(run);
            run.Clear();
        }
    }
}
