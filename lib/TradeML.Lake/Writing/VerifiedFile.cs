namespace TradeML.Lake.Writing;

/// <summary>A complete and verified file that no reader can see yet.</summary>
internal sealed record VerifiedFile(
    LakeFileSpec Spec, string TemporaryPath, long Rows, long Bytes, string Sha256, DateOnly? First, DateOnly? Last);
