using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Lake.Writing;

/// <summary>
/// Writes files into the lake so that a crash at any point leaves either the old state or the new one: temporary file,
/// flush, read-back, atomic rename, and one transaction that makes the file visible together with whatever else the
/// caller commits.
/// </summary>
public sealed class LakeWriter : IDisposable
{
    private readonly string root;
    private readonly ControlStore control;
    private readonly StagedWrite stage;
    private readonly RetiredFiles retired;
    private readonly ICrashPoint? crash;
    private readonly bool readOnly;
    private readonly int threads;
    private readonly SemaphoreSlim publishing = new(1, 1);

    internal LakeWriter(
        string root, ControlStore control, RetiredFiles retired, DataLakeOptions options, ICrashPoint? crash)
    {
        this.root = root;
        this.control = control;
        this.retired = retired;
        readOnly = options.ReadOnly;
        threads = options.Threads;
        this.crash = crash;
        stage = new StagedWrite(root, crash);
    }

    /// <summary>
    /// Writes a batch as one file. The same content under the same name is there already: then only
    /// <paramref name="commit"/> runs.
    /// </summary>
    /// <param name="spec">What the file is.</param>
    /// <param name="batch">Its rows, sorted as readers should find them.</param>
    /// <param name="commit">What else belongs into the transaction that makes the file visible, or null.</param>
    /// <param name="ct">Stops before the file becomes visible.</param>
    /// <exception cref="TradeMLException">Storage: the disk is full, read-only or failing; the lake is as it was
    /// before.</exception>
    public async Task<ManifestEntry> WriteAsync(
        LakeFileSpec spec, ColumnBatch batch, Action<ControlTransaction, ManifestEntry>? commit = null,
        CancellationToken ct = default) =>
        (await WriteManyAsync([new LakeWrite(spec, batch)],
            commit is null ? null : (tx, entries) => commit(tx, entries[0]), ct).ConfigureAwait(false))[0];

    /// <summary>
    /// Writes the result of a query as one file, through DuckDB. The same input gives the same bytes, if the query
    /// orders its rows.
    /// </summary>
    /// <param name="spec">What the file is.</param>
    /// <param name="session">The session that runs the query.</param>
    /// <param name="selectSql">A SELECT that names the contract's columns and orders its rows.</param>
    /// <param name="commit">What else belongs into the transaction that makes the file visible, or null.</param>
    /// <param name="ct">Stops before the file becomes visible.</param>
    /// <exception cref="TradeMLException">Bad input: the query is wrong or breaks the contract. Storage: the disk
    /// failed.</exception>
    public async Task<ManifestEntry> WriteQueryAsync(
        LakeFileSpec spec, DuckSession session, string selectSql,
        Action<ControlTransaction, ManifestEntry>? commit = null,
        CancellationToken ct = default) =>
        (await WriteManyAsync(
            [new LakeWrite(spec, session, selectSql)], commit is null ? null : (tx, entries) => commit(tx, entries[0]),
            ct).ConfigureAwait(false))[0];

    /// <summary>Writes several files that become visible in one transaction.</summary>
    /// <param name="writes">The files; may be empty, then only <paramref name="commit"/> runs.</param>
    /// <param name="commit">What else belongs into the transaction, given the entries in the order of the files; or
    /// null.</param>
    /// <param name="ct">Stops before the files become visible.</param>
    public async Task<IReadOnlyList<ManifestEntry>> WriteManyAsync(
        IReadOnlyList<LakeWrite> writes, Action<ControlTransaction, IReadOnlyList<ManifestEntry>>? commit = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (readOnly) throw new TradeMLException(ErrorKind.Storage, "The lake was opened for reading only.", root);
        var staged = new VerifiedFile?[writes.Count];
        try
        {
            // Batches don't know each other: while one waits for the disk, another is compressed. A session takes one
            // query at a time.
            var parallel = crash is null && writes.All(w => w.Batch is not null) ? threads : 1;
            await Parallel.ForAsync(
                0, writes.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct },
                async (i, token) => staged[i] = await stage.StageAsync(writes[i], token).ConfigureAwait(false))
                .ConfigureAwait(false);
            await publishing.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                return Publish([.. staged.OfType<VerifiedFile>()], commit);
            }
            finally
            {
                publishing.Release();
            }
        }
        catch (Exception e) when (StorageFault.Is(e) || e is TradeMLException or OperationCanceledException)
        {
            foreach (var file in staged.OfType<VerifiedFile>()) DurableFiles.Discard(file.TemporaryPath);
            if (StorageFault.Is(e)) throw StorageFault.Translate(e, root);
            throw;
        }
    }

    /// <summary>
    /// Writes a file that is no table (a model, a report), replacing an older one at once: temporary file, flush,
    /// read-back, rename. It is not in the manifest; what makes it count is whatever the caller commits afterwards.
    /// </summary>
    /// <param name="path">Path relative to the lake, with forward slashes, below <c>models</c>, <c>reports</c>,
    /// <c>qc</c>, <c>exports</c> or <c>reference</c>.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="ct">Stops before the file is replaced.</param>
    /// <returns>SHA-256 of the bytes, lower-case hex.</returns>
    /// <exception cref="TradeMLException">Bad input: a path elsewhere. Storage: the disk is full, read-only or failing;
    /// the older file is still there.</exception>
    public Task<string> WriteBlobAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (readOnly) throw new TradeMLException(ErrorKind.Storage, "The lake was opened for reading only.", root);
        if (!LakePaths.BlobFolders.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal))
            || path.Split('/').Any(part => part is "" or "." or ".."))
            throw new TradeMLException(ErrorKind.BadInput, $"'{path}' is no place for a file of the lake.", path,
                $"Use a folder of {string.Join(", ", LakePaths.BlobFolders)}.");
        return stage.BlobAsync(path, content, ct);
    }

    /// <inheritdoc/>
    public void Dispose() => publishing.Dispose();

    private List<ManifestEntry> Publish(
        List<VerifiedFile> staged, Action<ControlTransaction, IReadOnlyList<ManifestEntry>>? commit)
    {
        var paths = new List<string>(staged.Count);
        foreach (var file in staged)
        {
            var path = ContentName.Choose(control, file);
            crash?.Reached("file: before rename");
            DurableFiles.Rename(file.TemporaryPath, LakePaths.Full(root, path));
            crash?.Reached("file: renamed");
            paths.Add(path);
        }

        var entries = control.Write(tx =>
        {
            var added = staged.Select((file, i) => ManifestRows.Add(tx, file, paths[i])).ToList();
            commit?.Invoke(tx, added);
            return added;
        });
        retired.DeleteUnused();
        return entries;
    }
}
