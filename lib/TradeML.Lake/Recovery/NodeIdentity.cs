using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;

namespace TradeML.Lake.Recovery;

/// <summary>
/// Which node a lake's folder is in a control store that several share: <c>control/lake.id</c> holds an id of the
/// folder and the node's name.
/// </summary>
internal sealed record NodeIdentity(string Lake, string Node)
{
    /// <summary>What the folder says, or null when it belongs to no shared store.</summary>
    public static NodeIdentity? Read(string root)
    {
        var path = LakePaths.IdentityFile(root);
        if (!File.Exists(path)) return null;
        return File.ReadAllLines(path) is [{ Length: > 0 } lake, { Length: > 0 } node, ..]
            ? new NodeIdentity(lake, node)
            : throw new TradeMLException(ErrorKind.Storage,
                "The file that says which node this lake is can't be understood.", path, "Restore it from a backup.");
    }

    /// <summary>Refuses a folder that is another node, or none while it has data of its own.</summary>
    public static void Check(string root, string node)
    {
        if (Read(root) is { } known)
        {
            if (known.Node == node) return;
            throw new TradeMLException(
                ErrorKind.Storage, $"This lake is node '{known.Node}', and EDGE_NODE_ID says '{node}'.", root,
                $"Set EDGE_NODE_ID to {known.Node}: the control store knows this lake's files by that name.");
        }

        if (File.Exists(LakePaths.ControlFile(root)) || LakePaths.DataFiles(root).Any())
            throw new TradeMLException(
                ErrorKind.Storage,
                "This lake keeps its own control store, and DB_URI names another one, which knows nothing of its "
                    + "files.", root,
                "Name an empty folder with --lake for the shared store, or unset DB_URI to work on this lake.");
    }

    /// <summary>
    /// Enters the folder into the control store as its node, so that no other folder can take the name.
    /// </summary>
    public static void Claim(string root, ControlStore control)
    {
        var path = LakePaths.IdentityFile(root);
        var identity = Read(root) ?? new NodeIdentity(Guid.CreateVersion7().ToString("N"), control.Node);
        if (!File.Exists(path))
        {
            File.WriteAllText(path + ".new", $"{identity.Lake}\n{identity.Node}\n");
            DurableFiles.Sync(path + ".new");
            DurableFiles.Rename(path + ".new", path);
        }

        control.Write(tx =>
        {
            var (node, lake, host, now) = (identity.Node, identity.Lake, Environment.MachineName,
                InstantText.From(tx.StartedAtUtc));
            var claimed = tx.Execute(
                """
                INSERT INTO node (node, lake, host, opened_at) VALUES (@node, @lake, @host, @now)
                ON CONFLICT (node) DO UPDATE SET host = excluded.host, opened_at = excluded.opened_at
                    WHERE node.lake = excluded.lake
                """, new { node, lake, host, now });
            if (claimed > 0) return;
            var other = tx.Scalar<string>("SELECT host FROM node WHERE node = @node", new { node });
            throw new TradeMLException(
                ErrorKind.Storage, $"Another lake is node '{node}' of this control store (on {other}).", root,
                "Give this node a name of its own in EDGE_NODE_ID.");
        });
    }
}
