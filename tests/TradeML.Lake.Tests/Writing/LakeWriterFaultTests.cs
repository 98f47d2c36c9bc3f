using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Files;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Writing;

public sealed class LakeWriterFaultTests
{
    [Test]
    public async Task Write_SameContentTwice_IsOneFileAndCommitsTwice()
    {
        using var temporary = new TemporaryLake();
        var commits = 0;
        var first = await temporary.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 5),
            Bars.Batch("AAPL", Bars.Start, 5), (_, _) => commits++);
        temporary.Time.Advance(TimeSpan.FromHours(1));
        var second = await temporary.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 5),
            Bars.Batch("AAPL", Bars.Start, 5), (_, _) => commits++);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(commits, Is.EqualTo(2));
        Assert.That(temporary.Lake.Manifest.All(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Write_CommitThrows_NothingIsVisible()
    {
        using var temporary = new TemporaryLake();
        Assert.ThrowsAsync<TradeMLException>(() => temporary.Lake.Writer.WriteAsync(
            Bars.Spec("AAPL", Bars.Start, 5), Bars.Batch("AAPL", Bars.Start, 5),
            (_, _) => throw new TradeMLException(ErrorKind.DataMissing, "No.")));
        Assert.That(temporary.Lake.Manifest.All(), Is.Empty);
        Assert.That(temporary.Reopen().Reader.ReadBatch(Bars.Table).RowCount, Is.Zero);
        Assert.That((await temporary.Lake.Manifest.VerifyAsync()).IsClean);
    }

    [Test]
    public void Write_FolderCannotBeMade_IsStorageAndNothingIsVisible()
    {
        using var temporary = new TemporaryLake();
        File.WriteAllText(Path.Combine(temporary.Root, "raw", "equities_bars"), "a file stands in the way");
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                temporary.Lake.Writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 5), Bars.Batch("AAPL", Bars.Start, 5)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.Storage));
        Assert.That(temporary.Lake.Manifest.All(), Is.Empty);
    }

    [TestCase(28, "disk is full")] // ENOSPC
    [TestCase(30, "read-only")] // EROFS
    [TestCase(5, "could not be written")] // EIO
    public void StorageFault_Errno_IsASentence(int errno, string text)
    {
        var error = StorageFault.Translate(new IOException("raw", errno), "raw/x");
        Assert.That((error.Kind, error.Place), Is.EqualTo((ErrorKind.Storage, "raw/x")));
        Assert.That(error.Message, Does.Contain(text));
    }

    [Test]
    public void WriteQuery_MissingValueTheContractForbids_IsBadInputAndLeavesNoFile()
    {
        using var temporary = new TemporaryLake();
        using var session = temporary.Lake.OpenSession();
        session.RegisterAll();
        var names = string.Join(", ",
            Bars.Contract.Columns
                .Select(c => c.Name is "close" ? "NULL AS close" : $"{Sample(c.Name)} AS \"{c.Name}\""));
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                temporary.Lake.Writer.WriteQueryAsync(Bars.Spec("AAPL", Bars.Start, 1), session, $"SELECT {names}"));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain("close"));
        Assert.That(Directory.EnumerateFiles(Path.Combine(temporary.Root, "raw"), "*", SearchOption.AllDirectories),
            Is.Empty);

        static string Sample(string column) => column switch
        {
            "date" => "DATE '2024-01-02'",
            "symbol" or "session_id" or "source_name" or "source_uri" or "api_version" => "'x'",
            "ingested_at" or "vendor_ts" => "TIMESTAMPTZ '2024-01-02 00:00:00+00'",
            _ => "1",
        };
    }

    [Test]
    public async Task WriteQuery_SameInput_GivesTheSameBytes()
    {
        var hashes = new HashSet<string>();
        for (var run = 0; run < 3; run++)
        {
            using var temporary = new TemporaryLake();
            using var session = temporary.Lake.OpenSession();
            session.Execute($"SET threads = {run + 1}");
            session.Execute("CREATE TEMP TABLE wide AS SELECT i, i % 97 AS s FROM range(300000) r(i)");
            var select = string.Join(", ", Bars.Contract.Columns.Select(c => c.Type switch
            {
                Core.Contracts.ColumnType.Date => "DATE '1990-01-01' + (i % 9000)::INTEGER",
                Core.Contracts.ColumnType.Instant => "TIMESTAMPTZ '2024-01-01 00:00:00+00'",
                Core.Contracts.ColumnType.Text => "'S' || s",
                Core.Contracts.ColumnType.Long => "i",
                _ => "sqrt(i)",
            } + $" AS \"{c.Name}\""));
            hashes.Add(
                (await temporary.Lake.Writer.WriteQueryAsync(Bars.Spec("X", Bars.Start, 1), session,
                    $"SELECT {select} FROM wide ORDER BY s, i")).Sha256);
        }

        Assert.That(hashes, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Read_WhileAWriterReplacesTheTable_SeesOneVersionWhole()
    {
        using var temporary = new TemporaryLake();
        var lake = temporary.Lake;
        var part = Bars.Spec("AAPL", Bars.Start, 1) with
        {
            Stem = "part",
            Partition = [("year", "2024")],
            Supersedes = true
        };
        await lake.Writer.WriteAsync(part, Bars.Batch("AAPL", Bars.Start, 50, 0));
        var writing = Task.Run(async () =>
        {
            for (var version = 1; version <= 15; version++)
                await lake.Writer.WriteAsync(part, Bars.Batch("AAPL", Bars.Start, 50, version * 1000));
        });
        var reads = 0;
        do
        {
            var open = lake.Reader.ReadBatch(Bars.Table, orderBy: "date").Get<double[]>("open");
            Assert.That(open.Select((v, i) => v - i).Distinct().Count(), Is.EqualTo(1), "rows of two versions");
            Assert.That(open, Has.Length.EqualTo(50));
            reads++;
        }
        while (!writing.IsCompleted);
        await writing;
        Assert.That(reads, Is.Positive);
        temporary.Reopen();
        Assert.That(Directory.GetFiles(Path.Combine(temporary.Root, "raw/equities_bars/year=2024")),
            Has.Length.EqualTo(1));
    }
}
