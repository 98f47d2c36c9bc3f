using TradeML.Lake.Control;
using TradeML.Lake.Files;

namespace TradeML.Lake.Manifests;

/// <summary>
/// Deletes files that newer ones replaced, once no session of this lake can still be reading them. What it misses (a
/// crash, an open session) it finds again, because the control store lists them until they are gone.
/// </summary>
internal sealed class RetiredFiles(string root, ControlStore control, ICrashPoint? crash)
{
    private int sessions;

    public void SessionOpened() => Interlocked.Increment(ref sessions);

    public void SessionClosed() => Interlocked.Decrement(ref sessions);

    public void DeleteUnused()
    {
        if (Volatile.Read(ref sessions) > 0) return;
        var paths = Unused(control);
        if (paths.Count == 0) return;
        foreach (var path in paths)
        {
            crash?.Reached("file: before delete");
            DurableFiles.Discard(LakePaths.Full(root, path));
            crash?.Reached("file: deleted");
        }

        var gone = paths.Where(p => !File.Exists(LakePaths.Full(root, p))).ToList();
        control
            .Write(tx =>
                tx.Execute("DELETE FROM retired_file WHERE node = @Node AND path IN @gone", new { gone, tx.Node }));
    }

    /// <summary>This node's copies of replaced files that no manifest entry uses again.</summary>
    public static IReadOnlyList<string> Unused(ControlStore control) => control.Read(r => r.Query<string>(
        """
        SELECT path FROM retired_file
        WHERE node = @Node AND path NOT IN (SELECT path FROM file_holder WHERE node = @Node) ORDER BY path
        """, new { r.Node }));
}
