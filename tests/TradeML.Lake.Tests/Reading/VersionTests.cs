using NUnit.Framework;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Reading;

[TestFixture]
public sealed class VersionTests
{
    private static readonly DateTime Monday = new(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc);

    [Test]
    public async Task Register_RevisedDays_ShowsTheNewestVersionAndKnowsTheOlder()
    {
        using var temporary = new TemporaryLake();
        var writer = temporary.Lake.Writer;
        await writer.WriteAsync(Bars.Spec("AAPL", Bars.Start, 4), Bars.Batch("AAPL", Bars.Start, 4, 100, Monday));
        await writer.WriteAsync(Bars.Spec("AAPL", Bars.Start.AddDays(4), 2),
            Bars.Batch("AAPL", Bars.Start.AddDays(4), 2, 104, Monday));
        await writer.WriteAsync(Bars.Spec("AAPL", Bars.Start.AddDays(1), 2),
            Bars.Batch("AAPL", Bars.Start.AddDays(1), 2, 900, Monday.AddDays(1)));
        await writer.WriteAsync(Bars.Spec("MSFT", Bars.Start, 2), Bars.Batch("MSFT", Bars.Start, 2, 300, Monday));

        double[] Opens(DateTime? asOf) =>
            temporary.Lake.Reader.ReadBatch(Bars.Table, "symbol = $1", "date", asOf: asOf, parameters: ["AAPL"])
                .Get<double[]>("open");
        Assert.That(Opens(null), Is.EqualTo([100, 900, 901, 103, 104, 105]));
        Assert.That(Opens(Monday), Is.EqualTo([100, 101, 102, 103, 104, 105]));
        Assert.That(Opens(Monday.AddTicks(-10)), Is.Empty);
    }

    // Differential: against taking the newest of all rows by hand.
    [FsCheck.NUnit.Property(MaxTest = 6)]
    public void Register_AnyRevisions_AreTheNewestByHand(int seed)
    {
        using var temporary = new TemporaryLake();
        var random = new Random(seed);
        var expected = new Dictionary<(string, DateOnly), (DateTime At, double Open)>();
        for (var file = 0; file < 12; file++)
        {
            var (symbol, start, rows) = (random.Next(2) == 0 ? "AAPL" : "MSFT", Bars.Start.AddDays(random.Next(20)),
                1 + random.Next(8));
            var at = Monday.AddMinutes(file);
            temporary.Lake.Writer.WriteAsync(Bars.Spec(symbol, start, rows),
                Bars.Batch(symbol, start, rows, file * 100, at)).GetAwaiter().GetResult();
            for (var i = 0; i < rows; i++) expected[(symbol, start.AddDays(i))] = (at, file * 100 + i);
        }

        var batch = temporary.Lake.Reader.ReadBatch(Bars.Table, orderBy: "symbol, date");
        var actual = batch.Get<string?[]>("symbol").Zip(batch.Get<DateOnly[]>("date"), batch.Get<double[]>("open"));
        Assert.That(actual,
            Is.EqualTo(expected.OrderBy(e => e.Key).Select(e => (e.Key.Item1, e.Key.Item2, e.Value.Open))));
    }

    [Test]
    public void Split_FilesByDays_KeepsTheAloneApart()
    {
        static ManifestEntry File(string path, int first, int last, string partition = "p") => new()
        {
            Path = path, Table = "t", Partition = partition, First = Bars.Start.AddDays(first),
            Last = Bars.Start.AddDays(last), Rows = 1, Bytes = 1,
            Sha256 = "", IngestedAt = Monday, SchemaVersion = 1,
        };
        var (single,
            shared) = FileOverlap.Split(
                [File("a", 0, 9), File("b", 10, 30), File("c", 12, 13), File("d", 30, 31), File("e", 32, 40),
                    File("f", 0, 40, "q")]);
        Assert.That(single.Select(f => f.Path), Is.EquivalentTo(["a", "e", "f"]));
        Assert.That(shared.Select(f => f.Path), Is.EquivalentTo(["b", "c", "d"]));
    }
}
