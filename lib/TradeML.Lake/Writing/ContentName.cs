using TradeML.Lake.Control;

namespace TradeML.Lake.Writing;

/// <summary>
/// Names a file by its content: <c>stem.sha8.parquet</c>, longer only if eight digits are already another content's.
/// </summary>
internal static class ContentName
{
    private static readonly int[] Lengths = [8, 16, 64];

    public static string Choose(ControlStore control, VerifiedFile file) => control.Read(r =>
    {
        foreach (var length in Lengths)
        {
            var path = $"{StagedWrite.FolderOf(file.Spec)}/{file.Spec.Stem}.{file.Sha256[..length]}.parquet";
            var taken = r.Scalar<string?>("SELECT sha256 FROM manifest WHERE path = @path", new { path });
            if (taken is null || taken == file.Sha256) return path;
        }

        throw new InvalidOperationException("Two contents share a SHA-256.");
    });
}
