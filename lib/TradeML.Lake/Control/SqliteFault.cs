using Microsoft.Data.Sqlite;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>Turns SQLite's errors into TradeML's.</summary>
internal static class SqliteFault
{
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Translate(e, path);
        }
    }

    private static TradeMLException Translate(SqliteException e, string path)
    {
        var (message, remedy) = e.SqliteErrorCode switch
        {
            5 or 6 => ("Another process holds the control store and did not let go within 30 seconds.", "Stop the other process and try again."),
            8 => ("The control store is read-only.", "Check the permissions of the lake's folder and its disk."),
            10 => ("Reading or writing the control store failed.", "Check the disk of the lake."),
            11 or 26 => ("The control store is damaged or not a SQLite database.", "Restore control/node.sqlite from a backup."),
            13 => ("The disk is full: nothing of this step was written.", "Free some space on the lake's disk and run again."),
            14 => ("The control store can't be opened.", "Check that the folder exists and may be written."),
            _ => ("", ""),
        };
        return message.Length > 0
            ? new TradeMLException(ErrorKind.Storage, message, path, remedy, e)
            : new TradeMLException(ErrorKind.Internal, $"A statement of the control store failed: {e.Message}", path, null, e);
    }
}
