using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Recovery;

/// <summary>Puts a lake's folders back in step with its manifest when it is opened.</summary>
internal static class LakeRecovery
{
    /// <summary>
    /// Refuses to start a new control store over data whose old one is gone or elsewhere: every file would look like a
    /// stray.
    /// </summary>
    public static void RefuseLostControl(string root)
    {
        if (NodeIdentity.Read(root) is { } identity)
            throw new TradeMLException(
                ErrorKind.Storage,
                $"This lake is node '{identity.Node}' of a control store that several nodes share, and DB_URI is "
                    + $"not set.", root,
                "Set DB_URI to that store.");
        if (File.Exists(LakePaths.ControlFile(root)) || !LakePaths.DataFiles(root).Any()) return;
        throw new TradeMLException(
            ErrorKind.Storage, "The lake holds data files, but its control store is missing.",
            LakePaths.ControlFile(root),
            "Restore control/node.sqlite from a backup, or move the data files away to start anew.");
    }

    public static RecoveryReport Run(string root, ControlStore control, ICrashPoint? crash)
    {
        var unfinished = LakePaths.Unfinished(root).Order(StringComparer.Ordinal).ToList();
        foreach (var path in unfinished) Delete(root, path, crash);

        var retired = RetiredFiles.Unused(control);
        foreach (var path in retired) Delete(root, path, crash);
        if (retired.Count > 0)
            control.Write(tx => tx.Execute("DELETE FROM retired_file WHERE node = @Node", new { tx.Node }));

        // Only this node's own files: what another one holds is no business of this disk.
        var known = control
            .Read(r => r.Query<string>("SELECT path FROM file_holder WHERE node = @Node", new { r.Node }))
            .ToHashSet(StringComparer.Ordinal);
        var strays = LakePaths.DataFiles(root).Where(p => !known.Contains(p)).Order(StringComparer.Ordinal).ToList();
        foreach (var path in strays)
        {
            var target = LakePaths.Full(root, "control/strays/" + path);
            DurableFiles.CreateDirectory(Path.GetDirectoryName(target)!);
            crash?.Reached("recovery: before moving a stray");
            File.Move(LakePaths.Full(root, path), target, overwrite: true);
            crash?.Reached("recovery: moved a stray");
        }

        return new RecoveryReport(unfinished, retired, strays);
    }

    private static void Delete(string root, string path, ICrashPoint? crash)
    {
        crash?.Reached("recovery: before removing");
        File.Delete(LakePaths.Full(root, path));
        crash?.Reached("recovery: removed");
    }
}
