using TradeML.Core.Errors;
using TradeML.Lake.Manifests;

namespace TradeML.Node.Exports;

/// <summary>Checks a night's export against its own checksums, wherever it was copied to.</summary>
public static class NightCheck
{
    /// <summary>Recomputes every checksum.</summary>
    /// <param name="folder">The night's folder.</param>
    /// <param name="progress">Told the number of files checked, or null.</param>
    /// <param name="ct">Stops between files.</param>
    /// <exception cref="TradeMLException">Data missing: there is no such export. Storage: its file of checksums is
    /// damaged.</exception>
    public static Task<VerifyResult> RunAsync(
        string folder, IProgress<int>? progress = null, CancellationToken ct = default) =>
        Task.Run(() => Run(folder, progress, ct), ct);

    private static VerifyResult Run(string folder, IProgress<int>? progress, CancellationToken ct)
    {
        var list = Path.Combine(folder, NightlyExport.Checksums);
        if (!File.Exists(list))
            throw new TradeMLException(ErrorKind.DataMissing, "There is no export here.", folder,
                "`ata node run` makes one every night.");
        List<string> missing = [], changed = [];
        var known = new HashSet<string>(StringComparer.Ordinal) { NightlyExport.Checksums };
        foreach (var line in File.ReadLines(list))
        {
            ct.ThrowIfCancellationRequested();
            if (line.Length < 67 || line[64..66] != "  ")
                throw new TradeMLException(ErrorKind.Storage, "A line of the checksums is damaged.",
                    $"{list}:{known.Count}", "Take the export again from the node.");
            var path = line[66..];
            known.Add(path);
            if (!File.Exists(LakePaths.Full(folder, path))) missing.Add(path);
            else if (Hashing.OfFile(LakePaths.Full(folder, path)) != line[..64]) changed.Add(path);
            progress?.Report(known.Count - 1);
        }

        var unknown = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => LakePaths.Relative(folder, f))
            .Where(f => !known.Contains(f)).Order(StringComparer.Ordinal).ToList();
        return new VerifyResult(known.Count - 1, known.Count - 1 - missing.Count, missing, changed, unknown);
    }
}
