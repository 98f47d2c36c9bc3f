using DuckDB.NET.Native;
using TradeML.Core.Errors;

namespace TradeML.Lake.DuckDb;

/// <summary>Turns DuckDB's errors into TradeML's.</summary>
internal static class DuckFault
{
    public static TradeMLException Translate(DuckDBErrorType type, string message, Exception? inner = null)
    {
        var text = message.Trim();
        if (text.Contains("No space left on device", StringComparison.Ordinal))
            return new TradeMLException(
                ErrorKind.Storage, "The disk is full: nothing of this step became part of the lake.", null,
                "Free some space and run again.", inner);
        if (type == DuckDBErrorType.Io || text.StartsWith("IO Error", StringComparison.Ordinal))
            return new TradeMLException(
                ErrorKind.Storage, $"A file of the lake can't be read or written: {text}", null,
                "Run again if another process was writing; else check the lake with `ata lake verify`.", inner);
        if (type == DuckDBErrorType.OutOfMemory || text.StartsWith("Out of Memory", StringComparison.Ordinal))
            return new TradeMLException(
                ErrorKind.Storage, $"The query needs more memory than it may take: {text}", null,
                "Raise the memory limit or narrow the query.", inner);
        return new TradeMLException(ErrorKind.BadInput, text, null,
            "`ata lake tables` lists the tables and their columns.", inner);
    }
}
