using NUnit.Framework;
using TradeML.Core.Configuration;

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

    /// <summary>Where tests that don't say keep their control store: SQLite, or PostgreSQL with <c>TRADEML_TEST_STORE=postgres</c>.</summary>
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

    /// <summary>The address of a database: a new one, or none for SQLite.</summary>
    public static Secret NewDatabase(StoreKind kind) => kind == StoreKind.Postgres ? Server.NewDatabase() : default;
}
