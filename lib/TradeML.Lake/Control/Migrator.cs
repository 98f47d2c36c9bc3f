using System.Data.Common;
using System.Globalization;
using Dapper;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>
/// Brings a control store to the schema of this version, forward only, each migration in a transaction of its own.
/// </summary>
internal static class Migrator
{
    private const string Prefix = "migrations/";

    public static IReadOnlyList<Migration> Embedded { get; } = LoadEmbedded();

    public static void Migrate(ControlStore store, IReadOnlyList<Migration> migrations)
    {
        store.Write(tx =>
        {
            tx.LockShared();
            tx.Execute(PostgresSchema.For(
                tx.Dialect,
                "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                    + "applied_at TEXT NOT NULL) STRICT"));
        });
        var applied = store.Read(r => r.Query<int>("SELECT number FROM schema_migration")).ToHashSet();
        RefuseNewer(applied.DefaultIfEmpty(0).Max(), migrations);
        foreach (var migration in migrations.Where(m => !applied.Contains(m.Number)))
        {
            store.Write(tx =>
            {
                tx.LockShared();
                // another node did
                if (tx.Scalar<long>("SELECT COUNT(*) FROM schema_migration WHERE number = @Number",
                    new { migration.Number }) > 0) return;
                tx.Execute(PostgresSchema.For(tx.Dialect, migration.Sql));
                tx.Execute(
                    "INSERT INTO schema_migration (number, name, applied_at) VALUES (@Number, @Name, @at)",
                    new { migration.Number, migration.Name, at = InstantText.From(tx.StartedAtUtc) });
            });
        }
    }

    public static void RequireCurrent(ControlStore store)
    {
        var version = store.Read(r => VersionOf(r.Connection));
        RefuseNewer(version, Embedded);
        if (version < Embedded[^1].Number)
            throw new TradeMLException(
                ErrorKind.Storage,
                $"The control store has schema {version}, this version of TradeML reads {Embedded[^1].Number}.",
                null, "Let a command that writes to the lake run once: it migrates the store.");
    }

    public static int VersionOf(DbConnection connection) =>
        connection.ExecuteScalar<int>("SELECT COALESCE(MAX(number), 0) FROM schema_migration");

    private static void RefuseNewer(int version, IReadOnlyList<Migration> migrations)
    {
        var known = migrations.Count == 0 ? 0 : migrations[^1].Number;
        if (version > known)
            throw new TradeMLException(
                ErrorKind.Storage,
                $"The control store has schema {version}, but this version of TradeML knows only up to {known}.",
                null, "Use a newer TradeML for this lake.");
    }

    private static List<Migration> LoadEmbedded()
    {
        var assembly = typeof(Migrator).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(resource =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                var file = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
                return new Migration(int.Parse(file[..3], CultureInfo.InvariantCulture), file[4..], reader.ReadToEnd());
            })
            .ToList();
    }
}
