using Microsoft.Win32.SafeHandles;
using TradeML.Core.Errors;

namespace TradeML.Core.Files;

/// <summary>
/// A file outside the lake that is there whole or not at all: its bytes go to a temporary name in the same folder, are
/// flushed to disk, and take the file's name at once. A crash leaves the older file, if there was one; what is given up
/// without <see cref="Commit"/> is deleted.
/// </summary>
public sealed class OutputFile : IDisposable
{
    private readonly string path;
    private readonly string temporary;
    private readonly SafeFileHandle handle;
    private bool committed;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where to; an older file of that name is replaced in the end. Its folder exists.</param>
    /// <param name="ownerOnly">Whether nobody but its owner may read it, from its first byte on.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be written.</exception>
    public OutputFile(string path, bool ownerOnly = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (this.path, temporary) = (path, path + ".tmp");
        handle = Storing(() =>
        {
            if (!ownerOnly || OperatingSystem.IsWindows())
                return File.OpenHandle(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            File.Delete(temporary);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            new FileStream(temporary, options).Dispose();
            return File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        });
    }

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="ownerOnly">Whether nobody but its owner may read it.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be written; nothing is left.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes, bool ownerOnly = false)
    {
        using var file = new OutputFile(path, ownerOnly);
        file.Append(bytes);
        file.Commit();
    }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be written.</exception>
    public void Append(params IReadOnlyList<ReadOnlyMemory<byte>> bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Storing(() =>
        {
            RandomAccess.Write(handle, bytes, Length);
            return true;
        });
        for (var i = 0; i < bytes.Count; i++) Length += bytes[i].Length;
    }

    /// <summary>A stream that appends; the file is committed by <see cref="Commit"/> alone.</summary>
    public Stream AsStream() => new Appender(this);

    /// <summary>Flushes the bytes to disk and gives the file its name.</summary>
    /// <exception cref="TradeMLException">Storage: the file can't be written.</exception>
    public void Commit() => Storing(() =>
    {
        RandomAccess.FlushToDisk(handle);
        handle.Dispose();
        File.Move(temporary, path, overwrite: true);
        return committed = true;
    });

    /// <summary>Gives up a file that was not committed: nothing of it is left.</summary>
    public void Dispose()
    {
        handle.Dispose();
        if (!committed) File.Delete(temporary);
    }

    private T Storing<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TradeMLException(ErrorKind.Storage, $"The file can't be written: {e.Message}", path,
                "Check the folder, its permissions and the free space.", e);
        }
    }

    private sealed class Appender(OutputFile file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Length;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => file.Append(buffer.AsMemory(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Append(buffer);
            return ValueTask.CompletedTask;
        }
    }
}
