using TradeML.Core.Errors;
using TradeML.Lake;

namespace TradeML.Node.Replication;

/// <summary>Which pushed lake a lake with a control store of its own takes from.</summary>
internal static class PullSource
{
    /// <summary>The snapshot to become a copy of, or null when the lake only gets back its own missing files.</summary>
    public static RemoteSnapshot? Choose(DataLake lake, IReadOnlyList<RemoteSnapshot> snapshots, string? from)
    {
        var (own, origin) = (LakeName.Find(lake), LakeName.Origin(lake));
        var whole = snapshots.Where(s => s.Control is not null && s.Lake != own).ToList();
        from ??= origin;
        if (from is null)
        {
            if (own is not null && snapshots.Any(s => s.Lake == own)) return null;
            if (whole.Count > 1)
                throw new TradeMLException(
                    ErrorKind.BadInput,
                    $"Several lakes were pushed to this store: "
                        + $"{string.Join(", ", whole.Select(s => $"{s.Lake} (from {s.Host})"))}.", null,
                        "Name one with --from.");
            from = whole.SingleOrDefault()?.Lake ?? throw new TradeMLException(
                ErrorKind.DataMissing, "The store holds only files of nodes that share a control store.", null,
                "Set DB_URI to that store and pull as a node of it.");
        }

        if (from == own) return null;
        var source = whole.SingleOrDefault(s => s.Lake == from) ?? throw new TradeMLException(
            ErrorKind.DataMissing, $"No lake '{from}' was pushed to this store.", null,
            "`ata lake sync status` lists those that were.");
        if (origin is not null ? origin != from : lake.Manifest.Sizes().Count > 0)
            throw new TradeMLException(
                ErrorKind.Storage,
                origin is null
                    ? "This lake collects for itself: taking over another one's state would lose its own."
                    : $"This lake is a copy of {origin}, not of {from}.",
                lake.Root, "Pull into an empty folder: `ata lake sync pull --lake DIR`.");
        return source;
    }
}
