namespace TradeML.Lake.Manifests;

/// <summary>
/// Files that a derived file was made from: those of a table, or of one Hive folder of it, as they were when
/// <see cref="Manifest.InputOf"/> looked.
/// </summary>
/// <param name="Table">Full name of the table.</param>
/// <param name="Folder">One Hive folder, for example <c>freq=1d</c> or <c>year=2024</c>; empty for the whole
/// table.</param>
/// <param name="ContentHash">Hash of their paths and contents.</param>
/// <param name="Newest">When the newest of them became part of the lake (UTC); null when there were none.</param>
public sealed record FileInput(string Table, string Folder, string ContentHash, DateTime? Newest)
{
    /// <summary>Which files of the table are meant.</summary>
    internal FileFilter? Filter => Folder.Length == 0 ? null : new FileFilter { Folders = [Folder] };
}
