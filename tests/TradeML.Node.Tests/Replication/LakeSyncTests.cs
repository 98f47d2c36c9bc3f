using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Data.Queue;
using TradeML.Lake.Manifests;
using TradeML.Lake.Partitions;
using TradeML.Node.Replication;
using TradeML.Testing;
using TradeML.Vendors.Datasets;

namespace TradeML.Node.Tests.Replication;

/// <summary>Push and pull against a real S3 server.</summary>
[TestFixture]
public sealed class LakeSyncTests
{
    private S3Server server = null!;
    private TemporaryLake lake = null!;
    private ObjectStore store = null!;

    [OneTimeSetUp]
    public void StartServer() => server = S3Server.Start();

    [OneTimeTearDown]
    public void StopServer() => server?.Dispose();

    [SetUp]
    public async Task Fill()
    {
        lake = new TemporaryLake(StoreKind.Sqlite);
        store = Store("b" + Guid.NewGuid().ToString("N"));
        foreach (var symbol in (string[])["AAPL", "IBM", "MSFT"])
            await lake.Lake.Writer.WriteAsync(Bars.Spec(symbol, Bars.Start, 5), Bars.Batch(symbol, Bars.Start, 5),
                (tx, _) =>
            {
                lake.Lake.Partitions.SetRange(tx, "alpaca_sip", Bars.Table, symbol, Bars.Start, Bars.Start.AddDays(5),
                    PartitionState.Green, "OK", 1);
                BackfillQueue.Upsert(tx,
                    NewTask.Of("equities_eod", symbol, Bars.Start, Bars.Start.AddDays(5), TaskKind.Gap));
            });
        await File.WriteAllTextAsync(Path.Combine(lake.Root, "control", "stage.yml"), "stage: 0\n");
        await lake.Lake.Writer.WriteBlobAsync("models/m/model.txt", "tree"u8.ToArray());
    }

    [TearDown]
    public void Close()
    {
        lake?.Dispose();
        store?.Dispose();
    }

    [Test]
    public async Task PushAndPull_IntoAnEmptyFolder_IsTheSameLake()
    {
        var pushed = await PushAsync();
        Assert.That((pushed.Files, pushed.Moved), Is.EqualTo((3, 5)), "three tables' files, the stage and the model");
        Assert.That((await PushAsync()).Moved, Is.Zero, "what is there is not sent again");
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        var pulled = await PullAsync(copy);
        Assert.That((pulled.Files, pulled.Moved), Is.EqualTo((3, 3)));
        await AssertSame(copy);
        Assert.That(File.ReadAllText(Path.Combine(copy.Root, "models/m/model.txt")), Is.EqualTo("tree"));
        Assert.That(File.ReadAllText(Path.Combine(copy.Root, "control/stage.yml")), Is.EqualTo("stage: 0\n"));
        Assert.That(QueueView.Counts(copy.Lake.Control), Is.EqualTo(new QueueCounts(3, 0, 0, 0)));
        Assert.That(copy.Lake.Reader.ReadBatch(Bars.Table).RowCount, Is.EqualTo(15));
        Assert.That((await PullAsync(copy)).Moved, Is.Zero);
    }

    [Test]
    public async Task Push_StoppedInTheMiddle_GoesOnWithTheRest()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Callback(p =>
        {
            if (p.Done == 2) stop.Cancel();
        });
        using (var slow = Store(Bucket, parallel: 1))
            Assert.That(
                async () => await new LakePush(lake.Lake, slow, lake.Time).RunAsync(false, progress, stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await LakeSyncStatus.LakesAsync(store), Is.Empty, "half a push names nothing");
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        Assert.That(async () => await PullAsync(copy),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.DataMissing));
        Assert.That((await PushAsync()).Moved, Is.EqualTo(3));
        await PullAsync(copy);
        await AssertSame(copy);
    }

    [Test]
    public async Task Pull_StoppedInTheMiddle_ShowsNothingAndGoesOnWithTheRest()
    {
        await PushAsync();
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        using var stop = new CancellationTokenSource();
        using (var slow = Store(Bucket, parallel: 1))
            Assert.That(
                async () => await new LakePull(copy.Lake, slow, lake.Time)
                    .RunAsync(null, new Callback(p => stop.Cancel()), stop.Token),
                Throws.InstanceOf<OperationCanceledException>());
        Assert.That(copy.Lake.Manifest.All(), Is.Empty);
        copy.Reopen();
        Assert.That((await PullAsync(copy)).Moved, Is.EqualTo(2));
        await AssertSame(copy);
    }

    [Test]
    public async Task Pull_OfACopy_FollowsItsOriginAndKeepsWhatItMadeItself()
    {
        var spec = Bars.Spec("AAPL", Bars.Start, 5) with { Supersedes = true };
        await PushAsync();
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        await PullAsync(copy);
        var run = copy.Lake.Runs.Start("equities_xs_train", "{}");
        var old = lake.Lake.Manifest.Files(Bars.Table, new FileFilter { Symbols = ["AAPL"] }).Single().Path;
        await lake.Lake.Writer.WriteAsync(spec, Bars.Batch("AAPL", Bars.Start, 5, price: 200));
        await PushAsync();
        Assert.That((await LakeSyncStatus.ReadAsync(copy.Lake, store)).ToPull, Is.EqualTo(1));
        Assert.That((await PullAsync(copy)).Moved, Is.EqualTo(1));
        copy.Reopen();
        await AssertSame(copy);
        Assert.That(copy.Lake.Runs.Find(run), Is.Not.Null);
        Assert.That(File.Exists(Path.Combine(copy.Root, old)), Is.False, "what the origin replaced leaves the copy");
        Assert.That((await store.ListAsync("files/", default)).Keys, Does.Contain("files/" + old), "but not the store");
    }

    [Test]
    public async Task Prune_AfterAFileWasReplaced_DeletesWhatNoPushNeeds()
    {
        await PushAsync();
        var old = lake.Lake.Manifest.Files(Bars.Table, new FileFilter { Symbols = ["AAPL"] }).Single().Path;
        await lake.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 5) with { Supersedes = true },
            Bars.Batch("AAPL", Bars.Start, 5, price: 200));
        var pushed = await PushAsync(prune: true);
        Assert.That(pushed.Pruned, Is.EqualTo(2), "the bars and the copy of the control store");
        var left = await store.ListAsync("", default);
        Assert.That(left.Keys, Has.None.EqualTo("files/" + old));
        Assert.That(left.Keys.Count(k => k.StartsWith("files/", StringComparison.Ordinal)), Is.EqualTo(3));
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        await PullAsync(copy);
        await AssertSame(copy);
    }

    [Test]
    public async Task Push_DamagedFile_IsRefusedAndTheStoreKeepsItsSnapshot()
    {
        var path = Path.Combine(lake.Root, lake.Lake.Manifest.All()[0].Path);
        var bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;
        File.WriteAllBytes(path, bytes);
        var error = Assert.ThrowsAsync<TradeMLException>(async () => await PushAsync());
        Assert.That((error!.Kind, error.Remedy), Is.EqualTo((ErrorKind.Storage, "Run `ata lake verify`.")));
        Assert.That(await LakeSyncStatus.LakesAsync(store), Is.Empty);
    }

    [Test]
    public async Task Push_OtherContentUnderTheSameName_OverwritesNothing()
    {
        var name = "files/" + lake.Lake.Manifest.All()[0].Path;
        await store.EnsureBucketAsync(default);
        await store.PutAsync(name, "something else"u8.ToArray(), default);
        Assert.That(async () => await PushAsync(),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("another content under this file's name"));
        Assert.That(await store.GetAsync(name, default), Is.EqualTo("something else"u8.ToArray()));
    }

    [TestCase(0)]
    [TestCase(100)]
    public async Task Push_BeginningOfABrokenUpload_IsCompleted(int bytes)
    {
        var entry = lake.Lake.Manifest.All()[0];
        var content = File.ReadAllBytes(Path.Combine(lake.Root, entry.Path));
        await store.EnsureBucketAsync(default);
        await store.PutAsync("files/" + entry.Path, content[..bytes], default);
        await PushAsync();
        Assert.That(await store.GetAsync("files/" + entry.Path, default), Is.EqualTo(content));
    }

    [Test]
    public async Task Pull_DamagedObject_IsRefusedAndTheLakeStaysAsItWas()
    {
        await PushAsync();
        var name = "files/" + lake.Lake.Manifest.All()[1].Path;
        await store.PutAsync(name, new byte[100], default);
        using var copy = new TemporaryLake(StoreKind.Sqlite);
        var error = Assert.ThrowsAsync<TradeMLException>(async () => await PullAsync(copy));
        Assert.That((error!.Kind, error.Place), Is.EqualTo((ErrorKind.Storage, $"{store.Place}/{name}")));
        Assert.That(copy.Lake.Manifest.All(), Is.Empty);
    }

    [Test]
    public async Task Pull_ByALakeThatLostAFile_BringsItBack()
    {
        await PushAsync();
        var path = Path.Combine(lake.Root, lake.Lake.Manifest.All()[2].Path);
        File.Delete(path);
        Assert.That((await PullAsync(lake)).Moved, Is.EqualTo(1));
        Assert.That((await lake.Lake.Manifest.VerifyAsync()).IsClean);
    }

    [Test]
    public async Task Pull_IntoALakeThatCollects_IsRefused()
    {
        await PushAsync();
        using var other = new TemporaryLake(StoreKind.Sqlite);
        await other.Lake.Writer.WriteAsync(Bars.Spec("ORCL", Bars.Start, 5), Bars.Batch("ORCL", Bars.Start, 5));
        Assert.That(async () => await PullAsync(other),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("collects for itself"));
        Assert.That(other.Lake.Manifest.All().Single().Symbol, Is.EqualTo("ORCL"));
    }

    [Test]
    public async Task PushAndPull_BetweenNodesOfOneControlStore_GivesBothTheFiles()
    {
        var database = TestPostgres.NewLake(StoreKind.Postgres);
        using TemporaryLake one = new(database, "one"), two = new(database, "two");
        await one.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 5), Bars.Batch("AAPL", Bars.Start, 5));
        await two.Lake.Writer.WriteAsync(Bars.Spec("MSFT", Bars.Start, 5), Bars.Batch("MSFT", Bars.Start, 5));
        await new LakePush(one.Lake, store, one.Time).RunAsync();
        var pulled = await PullAsync(two);
        Assert.That(pulled.Moved, Is.EqualTo(1));
        Assert.That(two.Lake.Reader.ReadBatch(Bars.Table).RowCount, Is.EqualTo(10));
        Assert.That(two.Reopen().Recovery.Strays, Is.Empty);
        Assert.That((await two.Lake.Manifest.VerifyAsync()).Files, Is.EqualTo(2));
        var behind = await PullAsync(one);
        Assert.That((behind.Moved, behind.Kept.Single()),
            Is.EqualTo((0, two.Lake.Manifest.Files(Bars.Table)[1].Path + ": not pushed yet, on two")));
    }

    [Test]
    public void Push_WrongKeys_IsASentenceWithoutThem()
    {
        using var wrong = new ObjectStore(new ObjectStoreOptions
        {
            Endpoint = new Uri(server.Endpoint), AccessKey = new Secret("CANARY-KEY"), SecretKey = new Secret("CANARY"),
            Bucket = Bucket,
        });
        var error = Assert
            .ThrowsAsync<TradeMLException>(async () => await new LakePush(lake.Lake, wrong, lake.Time).RunAsync());
        Assert.That((error!.Kind, error.Message),
            Is.EqualTo((ErrorKind.Vendor, "The object store refused: InvalidAccessKeyId.")));
        Assert.That(error.ToString(), Does.Not.Contain("CANARY"));
    }

    private string Bucket => store.Place[(store.Place.LastIndexOf('/') + 1)..];

    private ObjectStore Store(string bucket, int parallel = 4) => new(new ObjectStoreOptions
    {
        Endpoint = new Uri(server.Endpoint), AccessKey = new Secret(S3Server.Key), SecretKey = new Secret(S3Server.Key),
        Bucket = bucket, Parallel = parallel,
    });

    private Task<SyncSummary> PushAsync(bool prune = false) =>
        new LakePush(lake.Lake, store, lake.Time).RunAsync(prune);

    private Task<SyncSummary> PullAsync(TemporaryLake target) => new LakePull(target.Lake, store, lake.Time).RunAsync();

    private async Task AssertSame(TemporaryLake copy)
    {
        Assert.That(copy.Lake.Manifest.All(), Is.EqualTo(lake.Lake.Manifest.All()));
        Assert.That((await copy.Lake.Manifest.VerifyAsync()).IsClean);
        Assert.That(copy.Lake.Partitions.Tables(), Is.EqualTo(lake.Lake.Partitions.Tables()));
    }

    private sealed class Callback(Action<SyncProgress> report) : IProgress<SyncProgress>
    {
        public void Report(SyncProgress value) => report(value);
    }
}
