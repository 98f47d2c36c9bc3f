using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Lake.Manifests;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Recovery;

/// <summary>Two folders, one control store: each keeps its own files and knows of the other's.</summary>
[TestFixture]
public sealed class SeveralNodesTests
{
    private Secret database;
    private TemporaryLake one = null!;
    private TemporaryLake two = null!;

    [SetUp]
    public void Open()
    {
        database = TestPostgres.NewLake(StoreKind.Postgres);
        (one, two) = (new TemporaryLake(database, "one"), new TemporaryLake(database, "two"));
    }

    [TearDown]
    public void Close()
    {
        one?.Dispose();
        two?.Dispose();
    }

    [Test]
    public async Task Files_OfTheOtherNode_AreKnownAndReadingThemNamesIt()
    {
        var entry = await one.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 3),
            Bars.Batch("AAPL", Bars.Start, 3));
        await two.Lake.Writer.WriteAsync(Bars.Spec("MSFT", Bars.Start, 3), Bars.Batch("MSFT", Bars.Start, 3));
        Assert.That(two.Lake.Manifest.All().Select(e => (e.Symbol, e.Node, e.IsHere)),
            Is.EqualTo([("AAPL", "one", false), ("MSFT", "two", true)]));
        Assert.That((entry.Node, entry.IsHere), Is.EqualTo(("one", true)));
        Assert.That(one.Lake.Manifest.Sizes().Single().Files, Is.EqualTo(2));

        var error = Assert.Throws<TradeMLException>(() => two.Lake.Reader.ReadBatch(Bars.Table));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.DataMissing));
        Assert.That(error.Message, Does.Contain("1 of 2 files").And.Contain("(one)"));
        Assert.That(error.Remedy, Does.Contain("ata lake sync pull"));
        Assert.That(two.Lake.Reader.ReadBatch(Bars.Table, filter: new FileFilter { HereOnly = true }).RowCount,
            Is.EqualTo(3));
        Assert.That(two.Lake.Reader.ReadBatch(Bars.Table, filter: new FileFilter { Symbols = ["MSFT"] }).RowCount,
            Is.EqualTo(3));

        using var session = two.Lake.OpenSession();
        session.RegisterAll();
        Assert.That(session.Query("SELECT count(*) FROM raw.corp_actions").Longs(0)[0], Is.Zero,
            "other tables can be read");
        Assert.That(() => session.Query("SELECT count(close) FROM raw.equities_bars"),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("ata lake sync pull"));
    }

    [Test]
    public async Task Reopen_AfterTheOtherNodeWrote_TouchesNoFileOfEither()
    {
        await one.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 3), Bars.Batch("AAPL", Bars.Start, 3));
        await two.Lake.Writer.WriteAsync(Bars.Spec("MSFT", Bars.Start, 3), Bars.Batch("MSFT", Bars.Start, 3));
        foreach (var lake in (TemporaryLake[])[one, two])
        {
            var recovery = lake.Reopen().Recovery;
            Assert.That(recovery.Strays.Concat(recovery.Retired).Concat(recovery.Unfinished), Is.Empty);
            var verified = await lake.Lake.Manifest.VerifyAsync();
            Assert.That((verified.IsClean, verified.Files), Is.EqualTo((true, 1)));
        }
    }

    [Test]
    public async Task Write_ReplacesAFileOfTheOtherNode_WhichDeletesItsCopyItself()
    {
        var spec = Bars.Spec("AAPL", Bars.Start, 3) with { Supersedes = true };
        var old = await one.Lake.Writer.WriteAsync(spec, Bars.Batch("AAPL", Bars.Start, 3));
        var replaced = await two.Lake.Writer.WriteAsync(spec, Bars.Batch("AAPL", Bars.Start, 4));
        Assert.That(one.Lake.Manifest.Files(Bars.Table).Select(e => e.Path), Is.EqualTo([replaced.Path]));
        Assert.That(File.Exists(Path.Combine(one.Root, old.Path)), "nobody deletes on another's disk");
        one.Reopen();
        Assert.That(File.Exists(Path.Combine(one.Root, old.Path)), Is.False);
        Assert.That(File.Exists(Path.Combine(two.Root, replaced.Path)));
    }

    [Test]
    public async Task Write_SameContentOnBothNodes_IsOneFileWithTwoHolders()
    {
        foreach (var lake in (TemporaryLake[])[one, two])
            await lake.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 3), Bars.Batch("AAPL", Bars.Start, 3));
        Assert.That(one.Lake.Manifest.All().Single().IsHere);
        Assert.That(two.Lake.Manifest.All().Single().IsHere);
        Assert.That(two.Lake.Control.Read(r => r.Query<string>("SELECT node FROM file_holder ORDER BY node")),
            Is.EqualTo(["one", "two"]));
    }

    [Test]
    public void Open_AnotherFolderUnderATakenName_IsRefused()
    {
        one.Lake.Dispose();
        var error = Assert.Throws<TradeMLException>(() => new TemporaryLake(database, "one").Dispose());
        Assert.That((error!.Kind, error.Message),
            Is.EqualTo(
                (ErrorKind.Storage,
                    $"Another lake is node 'one' of this control store (on {Environment.MachineName}).")));
    }

    [Test]
    public void Open_FolderOfAnotherNode_IsRefused()
    {
        one.Lake.Dispose();
        Assert.That(() => Open(one.Root, database, "three"),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("This lake is node 'one'"));
        Assert.That(() => Open(one.Root, default, "one"),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("DB_URI is not set"));
    }

    [Test]
    public async Task Open_LakeWithAStoreOfItsOwn_IsRefusedInsteadOfTakenForStrays()
    {
        using var own = new TemporaryLake(StoreKind.Sqlite);
        var entry = await own.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 3),
            Bars.Batch("AAPL", Bars.Start, 3));
        own.Lake.Dispose();
        Assert.That(() => Open(own.Root, database, "three"),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("keeps its own control store"));
        Assert.That(File.Exists(Path.Combine(own.Root, entry.Path)));
    }

    private static void Open(string root, Secret database, string node) => DataLake.Open(
        root, Core.Contracts.ContractCatalog.LoadEmbedded(), new DataLakeOptions { DbUri = database, NodeId = node },
        TimeProvider.System).Dispose();
}
