using Microsoft.Data.Sqlite;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Control;

[TestFixture]
public sealed class ControlStoreTests
{
    private string path = null!;

    [SetUp]
    public void NewPath() => path = Path.Combine(Path.GetTempPath(), $"trademl-control-{Guid.NewGuid():N}.sqlite");

    [TearDown]
    public void Remove()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" }) File.Delete(path + suffix);
    }

    [Test]
    public void Open_NewDatabase_HasEveryEmbeddedMigrationOnce()
    {
        using (ControlStore.Open(path, SyncMode.Normal, TimeProvider.System))
        {
        }

        using var store = ControlStore.Open(path, SyncMode.Normal, TimeProvider.System);
        var numbers = store.Read(r => r.Query<int>("SELECT number FROM schema_migration ORDER BY number"));
        Assert.That(numbers, Is.EqualTo(Migrator.Embedded.Select(m => m.Number)));
        Assert.That(numbers, Is.Unique);
        Assert.That(store.SchemaVersion, Is.EqualTo(Migrator.Embedded[^1].Number));
    }

    [Test]
    public void Open_NewerDatabase_IsRefusedWithASentence()
    {
        using (var store = ControlStore.Open(path, SyncMode.Normal, TimeProvider.System))
            store.Write(tx => tx.Execute("INSERT INTO schema_migration (number, name, applied_at) VALUES (900, 'future', '')"));
        var error = Assert.Throws<TradeMLException>(() => ControlStore.Open(path, SyncMode.Normal, TimeProvider.System).Dispose());
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
            NewPath();
            var crash = new CrashAt();
            crash.Arm(n);
            var crashed = false;
            try
            {
                ControlStore.OpenWith(new SqliteEngine(path, SyncMode.Full), migrations, TimeProvider.System, crash).Dispose();
            }
            catch (SimulatedCrash)
            {
                crashed = true;
            }

            var (version, tables) = Inspect();
            Assert.That(tables, Is.EqualTo(version switch { 0 => "", 1 => "a", _ => "a b" }), $"step {n}");
            using (var store = ControlStore.OpenWith(new SqliteEngine(path, SyncMode.Full), migrations, TimeProvider.System, null))
                Assert.That(store.Read(r => r.Query<int>("SELECT x FROM a ORDER BY x")), Is.EqualTo([11, 12]), $"step {n}");
            Remove();
            if (!crashed) return;
        }
    }

    [Test]
    public void Migrate_WrongSql_LeavesTheOldVersion()
    {
        Migration good = new(1, "one", "CREATE TABLE a (x INTEGER) STRICT"), wrong = new(2, "two", "CREATE TABLE b (x INTEGER); CREATE TABLE a (x INTEGER)");
        Assert.Throws<TradeMLException>(() => ControlStore.OpenWith(new SqliteEngine(path, SyncMode.Full), [good, wrong], TimeProvider.System, null).Dispose());
        Assert.That(Inspect(), Is.EqualTo((1, "a")));
    }

    [Test]
    public void Write_Throws_ChangesNothing()
    {
        using var store = ControlStore.Open(path, SyncMode.Normal, TimeProvider.System);
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
        using var store = ControlStore.Open(path, SyncMode.Normal, TimeProvider.System);
        store.Write(tx => Bookmarks.Set(tx, "count", "0"));
        Parallel.For(0, 200, _ => store.Write(tx => Bookmarks.Set(tx, "count", (int.Parse(Bookmarks.Get(tx, "count")!) + 1).ToString())));
        Assert.That(Bookmarks.Get(store, "count"), Is.EqualTo("200"));
    }

    [Test]
    public void Read_BesideAWrite_SeesTheLastCommit()
    {
        using var store = ControlStore.Open(path, SyncMode.Normal, TimeProvider.System);
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
        File.WriteAllText(path, new string('x', 4096));
        var error = Assert.Throws<TradeMLException>(() => ControlStore.Open(path, SyncMode.Normal, TimeProvider.System).Dispose());
        Assert.That((error!.Kind, error.Place), Is.EqualTo((ErrorKind.Storage, path)));
    }

    private (int Version, string Tables) Inspect()
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(group_concat(name, ' '), '') FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND length(name) = 1 ORDER BY name)";
        var tables = (string)command.ExecuteScalar()!;
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'";
        if ((long)command.ExecuteScalar()! == 0) return (0, tables);
        return (Migrator.VersionOf(connection), tables);
    }
}
