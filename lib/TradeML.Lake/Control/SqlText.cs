using System.Data.Common;

namespace TradeML.Lake.Control;

/// <summary>Runs SQL that is a constant of this folder.</summary>
internal static class SqlText
{
    public static int Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants, never input.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }
}
