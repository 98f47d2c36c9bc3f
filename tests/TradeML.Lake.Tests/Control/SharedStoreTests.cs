using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Lake.Control;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Control;

/// <summary>Several nodes on one control store in PostgreSQL.</summary>
[TestFixture]
public sealed class SharedStoreTests
{
    private Secret database;

    [SetUp]
    public void NewDatabase() => database = TestPostgres.NewDatabase(StoreKind.Postgres);

    [Test]
    public void Write_FromTwoNodesAtOnce_LosesNoUpdate()
    {
        using var one = Open("one");
        using var two = Open("two");
        Parallel.ForEach([one, two], new ParallelOptions { MaxDegreeOfParallelism = 2 }, store =>
        {
            for (var i = 0; i < 100; i++)
                store
                    .Write(tx =>
                        Bookmarks.Set(tx, "count", (int.Parse(Bookmarks.Get(tx, "count") ?? "0") + 1).ToString()));
        });
        Assert.That(Bookmarks.Get(one, "count"), Is.EqualTo("200"));
    }

    [Test]
    public void Open_ManyNodesAtOnceOnAnEmptyDatabase_MigrateItOnce()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Open($"node{i}").Dispose());
        using var store = Open("one");
        Assert.That(store.Read(r => r.Query<int>("SELECT number FROM schema_migration")),
            Is.EquivalentTo(Migrator.Embedded.Select(m => m.Number)));
    }

    [Test]
    public void Open_NameOfARunningNode_IsRefusedUntilThatEnds()
    {
        using (Open("one"))
        {
            var error = Assert.Throws<TradeMLException>(() => Open("one").Dispose());
            Assert.That((error!.Kind, error.Message),
                Is.EqualTo((ErrorKind.Storage, "Another process writes to this control store as node 'one'.")));
            Assert.That(error.Remedy, Does.Contain("EDGE_NODE_ID"));
            using var reader = ControlStore.OpenShared(database, "one", readOnly: true, TimeProvider.System);
            Assert.That(reader.SchemaVersion, Is.EqualTo(Migrator.Embedded[^1].Number));
        }

        Assert.That(() => Open("one").Dispose(), Throws.Nothing);
    }

    [Test]
    public void Open_NoSuchDatabase_SaysWhatToDo()
    {
        var missing = new Secret(database.Reveal().Replace("/lake", "/nolake", StringComparison.Ordinal));
        var error = Assert
            .Throws<TradeMLException>(() =>
                ControlStore.OpenShared(missing, "one", readOnly: false, TimeProvider.System).Dispose());
        Assert.That((error!.Kind, error.Message), Is.EqualTo((ErrorKind.Storage, "The server has no such database.")));
        Assert.That(error.Remedy, Does.Contain("createdb"));
    }

    [Test]
    public void Write_ServerGoesAway_IsASentenceAndGoesOnWhenItIsBack()
    {
        using var server = PostgresServer.TryStart();
        if (server is null) Assert.Ignore(TestPostgres.Absent);
        using var store = ControlStore.OpenShared(server!.NewDatabase(), "one", readOnly: false, TimeProvider.System);
        store.Write(tx => Bookmarks.Set(tx, "a", "kept"));
        server.Stop();
        var error = Assert.Throws<TradeMLException>(() => store.Write(tx => Bookmarks.Set(tx, "a", "lost")));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Storage));
        Assert.That(() => Bookmarks.Get(store, "a"),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.Storage));
        server.Restart();
        Assert.That(Bookmarks.Get(store, "a"), Is.EqualTo("kept"));
        store.Write(tx => Bookmarks.Set(tx, "a", "new"));
        Assert.That(Bookmarks.Get(store, "a"), Is.EqualTo("new"));
    }

    [Test]
    public void Write_ConnectionLostInTheMiddle_WritesNothingAndTheNextOneWorks()
    {
        using var store = Open("one");
        var error = Assert.Throws<TradeMLException>(() => store.Write(tx =>
        {
            Bookmarks.Set(tx, "a", "half");
            TestPostgres.Server.Execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trademl one'");
            Bookmarks.Set(tx, "b", "half");
        }));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Storage));
        store.Write(tx => Bookmarks.Set(tx, "c", "whole"));
        Assert.That(store.Read(r => r.Query<string>("SELECT name FROM bookmarks")), Is.EqualTo(["c"]));
    }

    [Test]
    public async Task TakeTurn_SecondNode_WaitsForTheFirst()
    {
        using var one = Open("one");
        using var two = Open("two");
        var first = await one.TakeTurnAsync("audit");
        await using (await two.TakeTurnAsync("curate")) { } // other work is free
        var second = two.TakeTurnAsync("audit");
        using (var stop = new CancellationTokenSource())
        {
            var third = two.TakeTurnAsync("audit", stop.Token);
            await stop.CancelAsync();
            Assert.That(async () => await third, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(second.IsCompleted, Is.False);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    private ControlStore Open(string node) =>
        ControlStore.OpenShared(database, node, readOnly: false, TimeProvider.System);
}
