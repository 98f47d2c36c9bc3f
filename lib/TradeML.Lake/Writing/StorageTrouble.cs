using Microsoft.Data.Sqlite;
using TradeML.Core.Errors;

namespace TradeML.Lake.Writing;

/// <summary>Tells troubles of the disk that can pass while a process waits from damage that can't.</summary>
public static class StorageTrouble
{
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Whether the same step may succeed later: the disk is full, read-only, unplugged or busy, but nothing is known to be damaged.</summary>
    /// <param name="error">An error of the lake.</param>
    public static bool MayPass(TradeMLException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Kind == ErrorKind.Storage && error.InnerException is not SqliteException { SqliteErrorCode: Corrupt or NotADatabase };
    }
}
