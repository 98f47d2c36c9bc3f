using System.Runtime.InteropServices;

namespace TradeML.Lake.Files;

/// <summary>File operations that are on disk when they return.</summary>
public static partial class DurableFiles
{
    /// <summary>Creates a directory and its parents, each on disk.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path)!;
        CreateDirectory(parent);
        Directory.CreateDirectory(path);
        SyncDirectory(parent);
    }

    /// <summary>Flushes a file's bytes to disk.</summary>
    public static void Sync(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Renames within one directory, replacing the target at once, and flushes the directory.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>Removes an unfinished file as far as that can be done.</summary>
    public static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // It stays as *.tmp, which no reader sees and the next open removes.
        }
    }

    /// <summary>
    /// Flushes a directory's entries to disk where the system lets one (not on Windows, which does so itself).
    /// </summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(path, 0);
        if (descriptor < 0) return; // A file system that can't open directories has nothing to flush.
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
