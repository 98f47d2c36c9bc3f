using Microsoft.Data.Sqlite;
using TradeML.Core.Errors;

namespace TradeML.Lake.Files;

/// <summary>Tells troubles of the disk that can pass while a process waits from damage that can't.</summary>
public static class StorageTrouble
{
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>
    /// The trouble behind an error, when the same step may succeed later: the disk is full, read-only, unplugged or
    /// busy, but nothing is known to be damaged. Null for any other error.
    /// </summary>
    /// <param name="error">What a step over the lake threw.</param>
    /// <param name="place">Where it worked, for an error that does not say.</param>
    public static TradeMLException? Passing(Exception error, string place)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (StorageFault.Is(error)) return StorageFault.Translate(error, place);
        return error is TradeMLException
        {
            Kind: ErrorKind.Storage,
            InnerException: not SqliteException { SqliteErrorCode: Corrupt or NotADatabase }
        } trouble
            ? trouble
            : null;
    }
}
