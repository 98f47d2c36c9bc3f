namespace TradeML.Node.Replication;

/// <summary>
/// What one lake has pushed: the object that says which objects belong together. It is written last, so it never names
/// what is not there.
/// </summary>
internal sealed record RemoteSnapshot
{
    /// <summary>The lake: its node's name in a shared control store, else an id of its own.</summary>
    public required string Lake { get; init; }

    /// <summary>When it was pushed (UTC).</summary>
    public required DateTime PushedAt { get; init; }

    /// <summary>Name of the machine it was pushed from.</summary>
    public required string Host { get; init; }

    /// <summary>The tables' files, ordered by path.</summary>
    public required IReadOnlyList<RemoteFile> Files { get; init; }

    /// <summary>Files that are no tables: stage, models, reports.</summary>
    public required IReadOnlyList<RemoteFile> Blobs { get; init; }

    /// <summary>The copy of the control store that names the files; null for a node of a shared one.</summary>
    public RemoteFile? Control { get; init; }

    /// <summary>
    /// Objects that an earlier push of this lake needed and this one does not; they stay until they are pruned.
    /// </summary>
    public IReadOnlyList<RemoteFile> Superseded { get; init; } = [];
}
