using System.Data.Common;

namespace TradeML.Lake.Control;

/// <summary>
/// Copies a store that several nodes share into a file, as the store of a lake of its own: one snapshot, read beside
/// writers.
/// </summary>
internal static class ControlCopy
{
    private static readonly string[] Left = ["schema_migration", "session", "node", "retired_file", "file_holder"];

    /// <summary>Copies every table; the files are held by the new lake alone.</summary>
    internal static void Make(ControlStore from, string path, TimeProvider time)
    {
        using var to = ControlStore.Open(path, SyncMode.Full, time);
        from.Read(reader =>
        {
            to.Write(tx =>
            {
                tx.Execute("PRAGMA defer_foreign_keys = ON");
                var tables = tx.Query<string>(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN "
                        + "@Left", new { Left });
                foreach (var table in tables)
                {
                    tx.Execute($"DELETE FROM \"{table}\"");
                    Copy(reader.Connection, tx, table,
                        tx.Query<string>("SELECT name FROM pragma_table_info(@table)", new { table }));
                }

                tx.Execute("DELETE FROM file_holder");
                tx.Execute("INSERT INTO file_holder (path, node) SELECT path, '' FROM manifest");
            });
            return 0;
        });
    }

    private static void Copy(DbConnection from, ControlTransaction to, string table, IReadOnlyList<string> columns)
    {
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        using var select = from.CreateCommand();
        select.CommandText = $"SELECT {names} FROM \"{table}\"";
        using var insert = to.Connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO \"{table}\" ({names}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$c{i}"))})";
        var parameters = columns.Select((_, i) =>
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"$c{i}";
            insert.Parameters.Add(parameter);
            return parameter;
        }).ToArray();
        using var rows = select.ExecuteReader();
        while (rows.Read())
        {
            for (var i = 0; i < parameters.Length; i++) parameters[i].Value = rows.GetValue(i);
            insert.ExecuteNonQuery();
        }
    }
}
