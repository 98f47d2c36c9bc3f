using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Lake;

namespace TradeML.Testing;

/// <summary>The PostgreSQL server of this test process, started when the first test asks for it.</summary>
public static class TestPostgres
{
    /// <summary>How a test says that it was skipped for want of a server; the whole check looks for it.</summary>
    public const string Absent = "PostgreSQL is not installed (Debian: apt-get install postgresql).";

    private static readonly Lazy<PostgresServer?> Shared = new(() =>
    {
        var server = PostgresServer.TryStart();
        if (server is not null) AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    });

    private static readonly Lazy<string> Template = new(() =>
    {
        var database = Server.NewDatabase();
        var folder = Directory.CreateTempSubdirectory("trademl-template-");
        using (var lake = DataLake.Open(
            folder.FullName, ContractCatalog.LoadEmbedded(),
            new DataLakeOptions { DbUri = database, NodeId = "template" }, TimeProvider.System))
            lake.Control.Write(tx => tx.Execute("DELETE FROM node"));
        folder.Delete(recursive: true);
        return PostgresServer.NameOf(database);
    });

    /// <summary>
    /// Where tests that don't say keep their control store: SQLite, or PostgreSQL with
    /// <c>TRADEML_TEST_STORE=postgres</c>.
    /// </summary>
    public static StoreKind DefaultKind =>
        Environment.GetEnvironmentVariable("TRADEML_TEST_STORE") == "postgres" ? StoreKind.Postgres : StoreKind.Sqlite;

    /// <summary>The server; ignores the test, with a reason, where PostgreSQL is not installed.</summary>
    public static PostgresServer Server
    {
        get
        {
            if (Shared.Value is { } server) return server;
            Assert.Ignore(Absent);
            throw new InvalidOperationException();
        }
    }

    /// <summary>The address of an empty database, or none for SQLite.</summary>
    public static Secret NewDatabase(StoreKind kind) => kind == StoreKind.Postgres ? Server.NewDatabase() : default;

    /// <summary>
    /// The address of a database that has the schema already, or none for SQLite: much quicker than migrating one.
    /// </summary>
    public static Secret NewLake(StoreKind kind) =>
        kind == StoreKind.Postgres ? Server.NewDatabase(Template.Value) : default;
}
