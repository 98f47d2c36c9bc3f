using NUnit.Framework;
using TradeML.Lake.Manifests;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Manifests;

[TestFixture]
public sealed class ManifestTests
{
    [Test]
    public async Task Files_Filters_NarrowBySymbolDaysAndFolder()
    {
        using var temporary = new TemporaryLake();
        foreach (var symbol in new[] { "AAPL", "MSFT" })
            foreach (var offset in new[] { 0, 10 })
                await temporary.Lake.Writer.WriteAsync(Bars.Spec(symbol, Bars.Start.AddDays(offset), 10),
                    Bars.Batch(symbol, Bars.Start.AddDays(offset), 10));
        int Count(FileFilter? filter) => temporary.Lake.Manifest.Files(Bars.Table, filter).Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Count(null), Is.EqualTo(4));
            Assert.That(Count(new() { Symbols = ["AAPL"] }), Is.EqualTo(2));
            Assert.That(Count(new() { Symbols = ["AAPL", "MSFT"], Start = Bars.Start.AddDays(10) }), Is.EqualTo(2));
            Assert.That(Count(new() { End = Bars.Start.AddDays(10) }), Is.EqualTo(2));
            Assert.That(Count(new() { End = Bars.Start }), Is.Zero);
            Assert.That(Count(new() { Source = "alpaca_iex" }), Is.Zero);
            Assert.That(Count(new() { Folders = ["freq=1d"] }), Is.EqualTo(4));
            Assert.That(Count(new() { Folders = ["freq=1"] }), Is.Zero);
            Assert.That(temporary.Lake.Manifest.Sizes().Single().Rows, Is.EqualTo(40));
        }
    }

    [Test]
    public async Task Verify_MissingChangedAndUnknownFiles_AreNamed()
    {
        using var temporary = new TemporaryLake();
        var paths = new List<string>();
        foreach (var symbol in new[] { "A", "B", "C", "D" })
            paths.Add(
                (await temporary.Lake.Writer.WriteAsync(Bars.Spec(symbol, Bars.Start, 5),
                    Bars.Batch(symbol, Bars.Start, 5))).Path);
        string Full(int i) => Path.Combine(temporary.Root, paths[i]);
        File.Delete(Full(0));
        var bytes = File.ReadAllBytes(Full(1));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Full(1), bytes);
        File.AppendAllText(Full(2), "x");
        File.Copy(Full(3), Path.Combine(temporary.Root, "raw", "extra.parquet"));

        var result = await temporary.Lake.Manifest.VerifyAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.IsClean, Is.False);
            Assert.That((result.Files, result.Hashed), Is.EqualTo((4, 2)));
            Assert.That(result.Missing, Is.EqualTo([paths[0]]));
            Assert.That(result.Changed, Is.EqualTo([paths[1], paths[2]]));
            Assert.That(result.Unknown, Is.EqualTo(["raw/extra.parquet"]));
        }

        Assert.That(temporary.Reopen().Manifest.All(), Has.Count.EqualTo(4),
            "a missing file is reported, never dropped");
    }

    [Test]
    public async Task ContentHash_SameContent_IsTheSameInAnotherLake()
    {
        using TemporaryLake one = new(), other = new();
        other.Time.Advance(TimeSpan.FromHours(1));
        foreach (var lake in new[] { one.Lake, other.Lake })
            await lake.Writer.WriteAsync(Bars.Spec("A", Bars.Start, 5), Bars.Batch("A", Bars.Start, 5));
        Assert.That(one.Lake.Manifest.ContentHash(Bars.Table), Is.EqualTo(other.Lake.Manifest.ContentHash(Bars.Table)));
        await other.Lake.Writer.WriteAsync(Bars.Spec("B", Bars.Start, 5), Bars.Batch("B", Bars.Start, 5));
        Assert.That(one.Lake.Manifest.ContentHash(Bars.Table),
            Is.Not.EqualTo(other.Lake.Manifest.ContentHash(Bars.Table)));
    }
}
