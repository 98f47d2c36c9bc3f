using TradeML.Core.Errors;

namespace TradeML.Lake.Files;

/// <summary>Turns failures of the disk into sentences.</summary>
public static class StorageFault
{
    private const int NoSpace = 28, NoSpaceWindows = unchecked((int)0x80070070), ReadOnlyFileSystem = 30;

    /// <summary>Whether an error came from the disk or from its permissions.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Whether the disk itself is to blame: full or read-only.</summary>
    public static bool IsOfTheDisk(Exception e) => e.HResult is NoSpace or NoSpaceWindows or ReadOnlyFileSystem;

    /// <summary>The sentence for an error of the disk.</summary>
    /// <param name="e">The error.</param>
    /// <param name="path">What was written or read.</param>
    public static TradeMLException Translate(Exception e, string path) => e.HResult switch
    {
        NoSpace or NoSpaceWindows => new TradeMLException(
            ErrorKind.Storage, "The disk is full: the file was not written, and the lake is as it was before.", path,
            "Free some space on the lake's disk and run again.", e),
        ReadOnlyFileSystem => new TradeMLException(
            ErrorKind.Storage, "The lake's disk is read-only.", path, "Mount it writable, or open the lake elsewhere.",
            e),
        _ when e is UnauthorizedAccessException => new TradeMLException(
            ErrorKind.Storage, "The lake's folder may not be written.", path, "Check the permissions of the folder.",
            e),
        _ =>
            new TradeMLException(ErrorKind.Storage, $"The file could not be written: {e.Message}", path,
                "Check the lake's disk.", e),
    };
}
