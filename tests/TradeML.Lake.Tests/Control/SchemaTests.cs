using NUnit.Framework;
using TradeML.Lake.Control;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Control;

/// <summary>The migrations give the same schema in both databases.</summary>
[TestFixture]
public sealed class SchemaTests
{
    [Test]
    public void Migrations_InBothDatabases_GiveTheSameTablesColumnsAndIndexes()
    {
        using var sqlite = new TemporaryLake(StoreKind.Sqlite);
        using var postgres = new TemporaryLake(StoreKind.Postgres);
        var (columns, indexes) = (Columns(sqlite), Indexes(sqlite));
        Assert.That(columns, Has.Count.GreaterThan(100));
        Assert.That(indexes, Has.Count.GreaterThan(8));
        Assert.That(Columns(postgres), Is.EqualTo(columns));
        Assert.That(Indexes(postgres), Is.EqualTo(indexes));
    }

    [Test]
    public void Texts_InPostgres_SortByTheirBytesWhateverTheServersLocale()
    {
        using var postgres = new TemporaryLake(StoreKind.Postgres);
        postgres.Lake.Control.Write(tx =>
        {
            foreach (var name in (string[])["b", "A", "a", "B", "_"]) Bookmarks.Set(tx, name, "");
        });
        Assert.That(postgres.Lake.Control.Read(r => r.Query<string>("SELECT name FROM bookmarks ORDER BY name")),
            Is.EqualTo(["A", "B", "_", "a", "b"]));
    }

    [Test]
    public void For_PartsOfOneDatabase_AreLeftOutOfTheOther()
    {
        const string Migration =
            "CREATE TABLE a (x TEXT) WITHOUT ROWID, STRICT;\n-- @sqlite\nONE;\n-- @postgres\nTWO;\n-- @both\nTHREE;";
        Assert.That(PostgresSchema.For(SqlDialect.Postgres, Migration),
            Is.EqualTo("CREATE TABLE a (x TEXT COLLATE \"C\");\nTWO;\nTHREE;\n"));
        Assert.That(PostgresSchema.For(SqlDialect.Sqlite, Migration),
            Is.EqualTo("CREATE TABLE a (x TEXT) WITHOUT ROWID, STRICT;\nONE;\nTHREE;\n"));
    }

    // Table, column, whether it may be NULL, type; views' columns have no constraints, and only PostgreSQL knows their
    // types.
    private static List<string> Columns(TemporaryLake lake) =>
        [.. lake.Lake.Control.Read(r => r.Query<(string Table, string Column, string Type, long Required)>(
        r.Dialect.IsPostgres
            ? """
              SELECT c.table_name, c.column_name,
                  CASE c.data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'double precision' THEN 'REAL'
                  ELSE upper(c.data_type) END,
                     CASE WHEN c.is_nullable = 'NO' THEN 1 ELSE 0 END
              FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
              WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
              """
            : """
              SELECT t.name, c.name, c.type, CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN 1 ELSE 0 END
              FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
              """)).Select(c => $"{c.Table}.{c.Column} {c.Type}{(c.Required != 0 ? " NOT NULL" : "")}")
              .Order(StringComparer.Ordinal)];

    private static List<string> Indexes(TemporaryLake lake) => [.. lake.Lake.Control.Read(r => r.Query<string>(
        r.Dialect.IsPostgres
            ? """
              SELECT t.relname || ' ' || i.relname || CASE WHEN x.indisunique THEN ' UNIQUE' ELSE '' END || CASE
                  WHEN x.indpred IS NULL THEN '' ELSE ' WHERE' END
              FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
              WHERE t.relnamespace = 'public'::regnamespace
                  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid)
              """
            : """
              SELECT t.name || ' ' || i.name || CASE WHEN i."unique" = 1 THEN ' UNIQUE' ELSE '' END || CASE
                  WHEN i.partial = 1 THEN ' WHERE' ELSE '' END
              FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'c'
              """)).Order(StringComparer.Ordinal)];
}
