using System.Text;
using TradeML.Core.Contracts;
using TradeML.Lake.DuckDb;
using TradeML.Lake.Manifests;
using TradeML.Lake.Parquet;

namespace TradeML.Lake.Reading;

/// <summary>Writes the SQL of the view that shows a table: its files, its columns, its newest version.</summary>
internal static class TableViews
{
    /// <summary>The view of a table: <c>raw/equities_bars</c> is <c>"raw"."equities_bars"</c>.</summary>
    public static string NameOf(string table)
    {
        var (schema, name) = Split(table);
        return Sql.Name(schema) + '.' + Sql.Name(name);
    }

    /// <summary>Whether a table can be read from files; the others live in the control store alone.</summary>
    public static bool IsOfFiles(string table) =>
        table == LakePaths.StatusTable || !table.StartsWith("control/", StringComparison.Ordinal);

    public static (string Schema, string Name) Split(string table)
    {
        var slash = table.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("main", table) : (table[..slash], table[(slash + 1)..].Replace('/', '_'));
    }

    /// <summary>The view of a table over a SELECT of its rows.</summary>
    public static string Create(string table, string select) => $"CREATE OR REPLACE VIEW {NameOf(table)} AS\n{select}";

    /// <summary>
    /// The rows of a table: of one with <c>ingested_at</c> the newest version of each, as known at an instant or now.
    /// </summary>
    public static string Select(string root, TableContract table, IReadOnlyList<ManifestEntry> files, DateTime? asOf)
    {
        if (table.Name == LakePaths.StatusTable && File.Exists(LakePaths.Full(root, LakePaths.StatusFile)))
            return $"SELECT {Columns(table)} FROM read_parquet({Sql.Text(LakePaths.Full(root, LakePaths.StatusFile))})";
        if (files.Count == 0) return Empty(table);
        var versioned = table.Find("ingested_at") is not null;
        var known = asOf is { } at && versioned ? $" WHERE ingested_at <= {Sql.Instant(at)}" : "";
        var (single, revised) = versioned ? FileOverlap.Split(files) : (files, []);
        var parts = new List<string>();
        if (single.Count > 0) parts.Add($"SELECT {Columns(table)} FROM {Source(root, table, single, false)}{known}");
        if (revised.Count > 0)
            parts.Add(
                $"""
                SELECT {Columns(table)} FROM {Source(root, table, revised, true)}{known}
                QUALIFY row_number() OVER (PARTITION BY parse_dirpath(filename), {string.Join(", ", Key(table))}
                                           ORDER BY ingested_at DESC, filename DESC) = 1
                """);
        return string.Join("\nUNION ALL\n", parts);
    }

    /// <summary>
    /// The view <c>raw.listings_versions</c> of every version of every row, for a table with <c>ingested_at</c>.
    /// </summary>
    public static string Versions(string root, TableContract table, IReadOnlyList<ManifestEntry> files, DateTime? asOf)
    {
        var (schema, name) = Split(table.Name);
        var known = asOf is { } at ? $" WHERE ingested_at <= {Sql.Instant(at)}" : "";
        return $"CREATE OR REPLACE VIEW {Sql.Name(schema)}.{Sql.Name(name + "_versions")} AS\n" +
            (files.Count == 0
                ? Empty(table)
                : $"SELECT {Columns(table)} FROM {Source(root, table, files, false)}{known}");
    }

    /// <summary>The rows of a table some of whose files lie on other nodes: it says so when it is read.</summary>
    public static string Elsewhere(TableContract table, IReadOnlyList<ManifestEntry> files)
    {
        var nodes = string.Join(", ",
            files.Where(f => !f.IsHere).Select(f => f.Node).Distinct().Order(StringComparer.Ordinal));
        return Refusing(table,
            $"Files of {table.Name} lie elsewhere ({nodes}): run `ata lake sync push` there and "
                + "`ata lake sync pull` here.");
    }

    /// <summary>A SELECT that answers with a sentence when it is read.</summary>
    public static string Refusing(TableContract table, string sentence)
    {
        var cells = table.Columns.Select(c => $"CAST(error({Sql.Text(sentence)}) AS {ParquetLayout.SqlType(c.Type)})");
        return $"SELECT * FROM ({Empty(table)}) UNION ALL SELECT {string.Join(", ", cells)}";
    }

    private static IEnumerable<string> Key(TableContract table) =>
        (table.Find("source_name") is null ? table.Key : table.Key.Prepend("source_name")).Distinct().Select(Sql.Name);

    /// <summary>The contract's columns as a list for SELECT.</summary>
    public static string Columns(TableContract table) => string.Join(", ", table.Columns.Select(c => Sql.Name(c.Name)));

    /// <summary>No rows, in the contract's columns and types.</summary>
    public static string Empty(TableContract table)
    {
        var cells = table.Columns.Select(c => $"CAST(NULL AS {ParquetLayout.SqlType(c.Type)}) AS {Sql.Name(c.Name)}");
        return $"SELECT {string.Join(", ", cells)} WHERE false";
    }

    private static string Source(string root, TableContract table, IReadOnlyList<ManifestEntry> files, bool filename)
    {
        var list = new StringBuilder("read_parquet([");
        for (var i = 0; i < files.Count; i++)
            list.Append(i == 0 ? "" : ", ").Append(Sql.Text(LakePaths.Full(root, files[i].Path)));
        list.Append($"], hive_partitioning = false{(filename ? ", filename = true" : "")}");
        if (files.All(f => f.SchemaVersion == table.Version)) return list.Append(')').ToString();
        return $"({Empty(table)} UNION ALL BY NAME SELECT * FROM {list.Append(", union_by_name = true)")})";
    }
}
