using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;
using TradeML.Store.Features;
using TradeML.Testing;

namespace TradeML.Store.Tests.Features;

/// <summary>
/// What is written is what another engine reads, on any number of threads; a run that fails leaves nothing.
/// </summary>
[TestFixture]
public sealed class FeatureFileTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-features-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Write_AnyPatternOfUnknowns_ReadsBackInDuckDb()
    {
        var values = Gen.Frequency((3, Gen.Constant(float.NaN)), (5, Gen.Choose(-1000, 1000).Select(v => v / 7f)))
            .ArrayOf(700);
        var smooth = Gen.Choose(0, 700)
            .Select(warmUp => Enumerable.Range(0, 700).Select(i => i < warmUp ? float.NaN : i).ToArray());
        var few = Gen.Choose(1, 17)
            .SelectMany(n => Gen.Frequency((1, Gen.Constant(float.NaN)), (4, Gen.Choose(1, n).Select(v => v * 0.1f)))
                .ArrayOf(700));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(45),
            Prop.ForAll(Gen.OneOf(values, smooth, few).ToArbitrary(), column =>
        {
            var panel = Panel();
            var path = Path.Combine(folder, "out.parquet");
            var unknown = FeatureFile.Write(path, panel,
                new FeatureMatrix(["feat_a", "feat_b"], [.. column, .. column.Reverse()], 700), 2);
            var rows = Query($"SELECT symbol, date, feat_a, feat_b FROM '{path}'");
            Assert.That(rows.Select(r => r[0]), Is.EqualTo(Enumerable.Range(0, 700).Select(i => $"S{i / 100}")));
            Assert.That(rows.Select(r => r[1]),
                Is.EqualTo(Enumerable.Range(0, 700).Select(i => new DateOnly(2024, 1, 1).AddDays(i % 100))));
            Assert.That(rows.Select(r => r[2] ?? float.NaN), Is.EqualTo(column));
            Assert.That(rows.Select(r => r[3] ?? float.NaN), Is.EqualTo(column.Reverse()));
            Assert.That(unknown, Is.EqualTo(new long[] { column.Count(float.IsNaN), column.Count(float.IsNaN) }));
        }));
    }

    [Test]
    public void Run_OnOneThreadAndMany_GivesTheSameBytes()
    {
        var bars = Path.Combine(folder, "bars.parquet");
        Query($"""
            COPY (SELECT 'S' || lpad(s::VARCHAR, 4, '0') AS symbol, DATE '2020-01-01' + d::INT AS date,
                10 + sin(s + d / 5) AS open, 13.0 AS high, 8.0 AS low, 10 + cos(s + d / 7) AS close,
                  100000 + 10 * ((s * d) % 977) AS volume FROM range(400) a(s), range(700) b(d) WHERE (s + d) % 11 > 0
                      ORDER BY ALL) TO '{bars}' (FORMAT parquet, ROW_GROUP_SIZE 30000)
            """);
        var (one, many) = (Path.Combine(folder, "one.parquet"), Path.Combine(folder, "many.parquet"));
        FeatureFileRun.Run(bars, one, FeatureSets.EquitiesV1, 1, TimeProvider.System);
        var run = FeatureFileRun.Run(bars, many, FeatureSets.EquitiesV1, 5, TimeProvider.System);
        Assert.That(File.ReadAllBytes(many), Is.EqualTo(File.ReadAllBytes(one)));
        Assert.That(run.Rows, Is.GreaterThan(250_000), "several row groups");
        var panel = PanelFile.Load(bars);
        var expected = EquityFeatures.Build(panel, FeatureSets.EquitiesV1);
        var read = Query($"SELECT feat_mom_20, feat_dow_sin FROM '{one}'");
        Assert.That(read.Select(r => r[0] ?? float.NaN), Is.EqualTo(expected.Column("feat_mom_20").ToArray()));
        Assert.That(read.Select(r => r[1]), Is.EqualTo(expected.Column("feat_dow_sin").ToArray()));
    }

    [Test]
    public void Run_OnSurvivors_SaysSoInTheRunAndInTheFile()
    {
        var (bars, output) = (Path.Combine(folder, "bars.parquet"), Path.Combine(folder, "out.parquet"));
        Query($"""
            COPY (SELECT 'S' || lpad(s::VARCHAR, 4, '0') AS symbol, DATE '2000-01-01' + d::INT AS date, 10.0 AS open,
                13.0 AS high, 8.0 AS low, 10.0 AS close, 100000 AS volume
                  FROM range(40) a(s), range(0, 7300, 20) b(d) ORDER BY ALL) TO '{bars}' (FORMAT parquet)
            """);
        var run = FeatureFileRun.Run(bars, output, FeatureSets.EquitiesV1, 1, TimeProvider.System,
            new SurvivorshipOptions { LeastRate = 0.02 });
        Assert.That((run.Survivorship.State, run.Survivorship.Dead), Is.EqualTo((SurvivorshipState.Implausible, 0)));
        var note = (string)Query(
            $"SELECT decode(value) FROM parquet_kv_metadata('{output}') WHERE decode(key) = 'trademl.survivorship'")
            .Single()[0]!;
        Assert.That(note, Does.Contain("\"state\":\"IMPLAUSIBLE\"").And.Contain(run.Survivorship.Sentence));
    }

    [Test]
    public void Run_OnABadFile_LeavesNoOutputAndKeepsTheOldOne()
    {
        var (bars, output) = (Path.Combine(folder, "bars.csv"), Path.Combine(folder, "out.parquet"));
        File.WriteAllText(bars, "symbol,date,open,high,low,close,volume\nAAA,2024-01-02,1,1,1,-1,1\n");
        Assert.That(
            Assert
                .Throws<TradeMLException>(() =>
                    FeatureFileRun.Run(bars, output, FeatureSets.EquitiesV1, 1, TimeProvider.System))!.ExitCode,
                    Is.EqualTo(2));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { bars }));
        File.WriteAllText(output, "old");
        Assert
            .Throws<TradeMLException>(() =>
                FeatureFileRun.Run(bars, output, FeatureSets.EquitiesV1, 1, TimeProvider.System));
        Assert.That(File.ReadAllText(output), Is.EqualTo("old"));
    }

    [Test]
    public void Write_IntoAFolderThatIsNotThere_IsAStorageError() => Assert.That(
        Assert
            .Throws<TradeMLException>(() =>
                FeatureFile.Write(Path.Combine(folder, "none", "out.parquet"), Panel(),
                    new FeatureMatrix(["feat_a"], new float[700], 700)))!.Kind,
        Is.EqualTo(ErrorKind.Storage));

    [Test]
    public void Write_Cancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Catch<OperationCanceledException>(() => FeatureFile.Write(
            Path.Combine(folder, "out.parquet"), Panel(), new FeatureMatrix(["feat_a"], new float[700], 700), 1, null,
            cancelled.Token));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    private static Panel Panel()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 700)];
        return Research.Panels.Panel.Create(
            [.. Enumerable.Range(0, 7).Select(i => $"S{i}")],
            [.. Enumerable.Range(0, 100).Select(i => new DateOnly(2024, 1, 1).AddDays(i))],
            [.. Enumerable.Range(0, 8).Select(i => i * 100)],
            [.. Enumerable.Range(0, 700).Select(i => i % 100)],
            new() { Open = ones, High = ones, Low = ones, Close = ones, Volume = ones });
    }

    private static List<object?[]> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add(
                [.. Enumerable.Range(0, reader.FieldCount)
                    .Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
