using System.Security.Cryptography;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Lake.Files;
using TradeML.Lake.Manifests;
using TradeML.Lake.Parquet;
using TradeML.Lake.Reading;

namespace TradeML.Lake.Writing;

/// <summary>
/// The first half of a write: bytes to a temporary file beside the target, flushed, read back and verified.
/// </summary>
internal sealed class StagedWrite(string root, ICrashPoint? crash)
{
    private long counter;

    public async Task<VerifiedFile> StageAsync(LakeWrite write, CancellationToken ct)
    {
        var folder = LakePaths.Full(root, FolderOf(write.Spec));
        var temporary = Path.Combine(folder,
            $"{write.Spec.Stem}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}.tmp");
        try
        {
            DurableFiles.CreateDirectory(folder);
            crash?.Reached("file: folder ready");
            return write.Batch is { } batch
                ? await StageBatchAsync(write.Spec, batch, temporary, ct).ConfigureAwait(false)
                : await StageQueryAsync(write.Spec, write.Session!, write.SelectSql!, temporary, ct)
                    .ConfigureAwait(false);
        }
        catch (Exception e) when (StorageFault.Is(e) || e is TradeMLException or OperationCanceledException)
        {
            DurableFiles.Discard(temporary);
            if (StorageFault.Is(e)) throw StorageFault.Translate(e, LakePaths.Relative(root, temporary));
            throw;
        }
    }

    public static string FolderOf(LakeFileSpec spec) =>
        spec.Folder ?? (spec.Partition.Count == 0 ? spec.Table.Name : spec.Table.Name + '/' + spec.PartitionPath);

    /// <summary>
    /// Writes bytes to a temporary file beside the target, flushes, reads back and compares, then renames over the
    /// target.
    /// </summary>
    public async Task<string> BlobAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var target = LakePaths.Full(root, path);
        var temporary = $"{target}.{Environment.ProcessId}-{Interlocked.Increment(ref counter)}.tmp";
        try
        {
            DurableFiles.CreateDirectory(Path.GetDirectoryName(target)!);
            crash?.Reached("blob: folder ready");
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                await file.WriteAsync(content, ct).ConfigureAwait(false);
                crash?.Reached("blob: written");
                file.Flush(flushToDisk: true);
            }

            crash?.Reached("blob: flushed");
            var sha = Convert.ToHexStringLower(SHA256.HashData(content.Span));
            if (Hashing.OfFile(temporary) != sha) throw Unreadable(temporary);
            ct.ThrowIfCancellationRequested();
            crash?.Reached("blob: verified");
            DurableFiles.Rename(temporary, target);
            crash?.Reached("blob: renamed");
            return sha;
        }
        catch (Exception e) when (StorageFault.Is(e) || e is TradeMLException or OperationCanceledException)
        {
            DurableFiles.Discard(temporary);
            if (StorageFault.Is(e)) throw StorageFault.Translate(e, path);
            throw;
        }
    }

    private async Task<VerifiedFile> StageBatchAsync(
        LakeFileSpec spec, ColumnBatch batch, string temporary, CancellationToken ct)
    {
        if (!ReferenceEquals(batch.Contract, spec.Table) && batch.Contract.Name != spec.Table.Name)
            throw new TradeMLException(ErrorKind.Internal,
                $"A batch of {batch.Contract.Name} was given for a file of {spec.Table.Name}.");
        string sha;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
        using (var hashing = new HashingStream(file))
        {
            crash?.Reached("file: created");
            await BatchParquet.WriteAsync(hashing, batch, ct).ConfigureAwait(false);
            sha = hashing.Sha256();
            crash?.Reached("file: written");
            file.Flush(flushToDisk: true);
        }

        crash?.Reached("file: flushed");
        var rows = await BatchParquet.RowCountAsync(temporary, ct).ConfigureAwait(false);
        if (rows != batch.RowCount || Hashing.OfFile(temporary) != sha) throw Unreadable(temporary);
        crash?.Reached("file: verified");
        var (first, last) = DayRange(batch);
        return new VerifiedFile(spec, temporary, rows, new FileInfo(temporary).Length, sha, spec.First ?? first,
            spec.Last ?? last);
    }

    private async Task<VerifiedFile> StageQueryAsync(
        LakeFileSpec spec, DuckSession session, string sql, string temporary, CancellationToken ct)
    {
        crash?.Reached("file: created");
        var rows = await Task.Run(() => QueryParquet.Copy(session, spec.Table, sql, temporary), ct)
            .ConfigureAwait(false);
        crash?.Reached("file: written");
        DurableFiles.Sync(temporary);
        crash?.Reached("file: flushed");
        var sha = Hashing.OfFile(temporary);
        var (count, first, last) = QueryParquet.Check(session, spec.Table, temporary);
        if (count != rows || await BatchParquet.RowCountAsync(temporary, ct).ConfigureAwait(false) != rows)
            throw Unreadable(temporary);
        crash?.Reached("file: verified");
        return new VerifiedFile(spec, temporary, rows, new FileInfo(temporary).Length, sha, spec.First ?? first,
            spec.Last ?? last);
    }

    private TradeMLException Unreadable(string temporary) => new(
        ErrorKind.Storage, "A file read back differently from what was written; it was thrown away.",
        LakePaths.Relative(root, temporary),
        "Check the lake's disk and memory.");

    private static (DateOnly? First, DateOnly? Last) DayRange(ColumnBatch batch)
    {
        if (batch.Contract.Find("date") is not { Type: ColumnType.Date } || batch.RowCount == 0
            || batch["date"] is not DateOnly[] days) return (null, null);
        DateOnly first = days[0], last = days[0];
        foreach (var day in days)
        {
            if (day < first) first = day;
            if (day > last) last = day;
        }

        return (first, last);
    }
}
