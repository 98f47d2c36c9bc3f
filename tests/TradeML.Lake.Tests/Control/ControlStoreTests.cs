using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Control;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
public sealed class ControlStoreTests(StoreKind kind)
{
    private string path = null!;
    private Secret database;

    [SetUp]
    public void NewPath() =>
        (path, database) = (Path.Combine(Path.GetTempPath(), $"trademl-control-{Guid.NewGuid():N}.sqlite"),
            TestPostgres.NewDatabase(kind));

    [TearDown]
    public void Remove()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(path + suffix);
    }

    [Test]
    public void Open_NewDatabase_HasEveryEmbeddedMigrationOnce()
    {
        using (Open())
        {
        }

        using var store = Open();
        var numbers = store.Read(r => r.Query<int>("SELECT number FROM schema_migration ORDER BY number"));
        Assert.That(numbers, Is.EqualTo(Migrator.Embedded.Select(m => m.Number)));
        Assert.That(numbers, Is.Unique);
        Assert.That(store.SchemaVersion, Is.EqualTo(Migrator.Embedded[^1].Number));
    }

    [Test]
    public void Open_NewerDatabase_IsRefusedWithASentence()
    {
        using (var store = Open())
            store
                .Write(tx =>
                    tx.Execute("INSERT INTO schema_migration (number, name, applied_at) VALUES (900, 'future', '')"));
        var error = Assert.Throws<TradeMLException>(() => Open().Dispose());
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Storage));
        Assert.That(error.Message, Does.Contain("schema 900"));
        Assert.That(error.Remedy, Does.Contain("newer TradeML"));
    }

    [Test]
    public void Migrate_CrashAtEveryStep_LeavesAWholeVersion()
    {
        Migration[] migrations =
        [
            new(1, "one", "CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1); INSERT INTO a VALUES (2);"),
            new(2, "two", "CREATE TABLE b (x INTEGER) STRICT; UPDATE a SET x = x + 10;"),
        ];
        for (var n = 1; ; n++)
        {
            Reset();
            var crash = new CrashAt();
            crash.Arm(n);
            var crashed = false;
            try
            {
                ControlStore.OpenWith(Engine(), migrations, TimeProvider.System, crash).Dispose();
            }
            catch (SimulatedCrash)
            {
                crashed = true;
            }

            var (version, tables) = Inspect();
            Assert.That(tables, Is.EqualTo(version switch { 0 => "", 1 => "a", _ => "a b" }), $"step {n}");
            using (var store = ControlStore.OpenWith(Engine(), migrations, TimeProvider.System, null))
                Assert.That(store.Read(r => r.Query<int>("SELECT x FROM a ORDER BY x")), Is.EqualTo([11, 12]),
                    $"step {n}");
            Remove();
            if (!crashed) return;
        }
    }

    [Test]
    public void Migrate_WrongSql_LeavesTheOldVersion()
    {
        Migration good = new(1, "one", "CREATE TABLE a (x INTEGER) STRICT"),
            wrong = new(2, "two", "CREATE TABLE b (x INTEGER); CREATE TABLE a (x INTEGER)");
        Assert
            .Throws<TradeMLException>(() => ControlStore.OpenWith(Engine(), [good, wrong], TimeProvider.System, null)
                .Dispose());
        Assert.That(Inspect(), Is.EqualTo((1, "a")));
    }

    [Test]
    public void Write_Throws_ChangesNothing()
    {
        using var store = Open();
        Assert.Throws<InvalidOperationException>(() => store.Write(tx =>
        {
            Bookmarks.Set(tx, "a", "1");
            throw new InvalidOperationException();
        }));
        Assert.That(Bookmarks.Get(store, "a"), Is.Null);
        store.Write(tx => Bookmarks.Set(tx, "a", "2"));
        Assert.That(Bookmarks.Get(store, "a"), Is.EqualTo("2"));
    }

    [Test]
    public void Write_FromManyThreads_LosesNoUpdate()
    {
        using var store = Open();
        store.Write(tx => Bookmarks.Set(tx, "count", "0"));
        Parallel.For(0, 200,
            _ =>
                store.Write(tx => Bookmarks.Set(tx, "count", (int.Parse(Bookmarks.Get(tx, "count")!) + 1).ToString())));
        Assert.That(Bookmarks.Get(store, "count"), Is.EqualTo("200"));
    }

    [Test]
    public void Read_BesideAWrite_SeesTheLastCommit()
    {
        using var store = Open();
        store.Write(tx => Bookmarks.Set(tx, "a", "old"));
        store.Write(tx =>
        {
            Bookmarks.Set(tx, "a", "new");
            Assert.That(Bookmarks.Get(store, "a"), Is.EqualTo("old"));
        });
        Assert.That(Bookmarks.Get(store, "a"), Is.EqualTo("new"));
    }

    [Test]
    public void Open_NotADatabase_IsStorageWithAPlace()
    {
        if (kind != StoreKind.Sqlite) Assert.Pass("A server has no file that could be something else.");
        File.WriteAllText(path, new string('x', 4096));
        var error = Assert.Throws<TradeMLException>(() => Open().Dispose());
        Assert.That((error!.Kind, error.Place), Is.EqualTo((ErrorKind.Storage, path)));
    }

    private void Reset()
    {
        if (kind == StoreKind.Sqlite) NewPath();
        else
            using (var connection = Engine().Connect(write: false))
                SqlText.Run(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    private ControlStore Open() => kind == StoreKind.Sqlite
        ? ControlStore.Open(path, SyncMode.Normal, TimeProvider.System)
        : ControlStore.OpenShared(database, "node", readOnly: false, TimeProvider.System);

    private IControlEngine Engine() =>
        kind == StoreKind.Sqlite ? new SqliteEngine(path, SyncMode.Full) : new PostgresEngine(database, "node");

    private (int Version, string Tables) Inspect()
    {
        using var connection = Engine().Connect(write: true);
        using var command = connection.CreateCommand();
        var (all, name) = kind == StoreKind.Sqlite
            ? ("sqlite_master", "name")
            : ("information_schema.tables", "table_name");
        command.CommandText =
            $"SELECT {name} FROM {all} WHERE length({name}) = 1 OR {name} = 'schema_migration' ORDER BY {name}";
        var tables = new List<string>();
        using (var rows = command.ExecuteReader())
            while (rows.Read()) tables.Add(rows.GetString(0));
        return (tables.Remove("schema_migration") ? Migrator.VersionOf(connection) : 0, string.Join(' ', tables));
    }
}
