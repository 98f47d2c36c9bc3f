using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;
using TradeML.Store.Features;
using TradeML.Testing;

namespace TradeML.Store.Tests.Features;

/// <summary>What is computed some symbols at a time is, byte for byte, what the whole panel in memory gives.</summary>
[TestFixture]
public sealed class FeatureStreamTests
{
    /// <summary>Names that begin late, end early and miss days, with every column that a file may have.</summary>
    private const string Ragged = """
        SELECT 'S' || lpad(s::VARCHAR, 3, '0') AS symbol, DATE '2001-01-01' + d::INT AS date,
            20 + 5 * sin(s + d / 9.0) AS open, 100.0 AS high, 9.0 AS low,
               20 + 7 * cos(s + d / 11.0) + s / 10.0 AS close, (100000 + 37 * ((s * d) % 977))::BIGINT AS volume,
               CASE WHEN d = 300 AND s % 3 = 0 THEN 0.5 ELSE 1.0 END AS price_step,
                   CASE WHEN d = 300 AND s % 3 = 0 THEN 2.0 ELSE 1.0 END AS volume_step,
               CASE WHEN s % 2 = 1 AND d % 63 = 1 THEN 0.99 ELSE 1.0 END AS total_return_step,
               CASE WHEN s % 5 = 0 THEN NULL ELSE 1e6 * (1 + s) END AS shares_outstanding,
                   CASE WHEN d % 50 < 40 THEN (d % 50)::DOUBLE END AS sessions_to_earnings,
               (d % 63)::INT AS sessions_since_earnings,
                   ['Energy', 'Technology', 'Nonsense', NULL][1 + s % 4] AS sector,
               ['Banks', 'Silver', NULL][1 + (s + d // 300) % 3] AS industry
        FROM range(70) a(s), range(900) b(d)
            WHERE (s * 31 + d * 17) % 13 > 0 AND d >= (s % 7) * 20 AND d < 900 - (s % 5) * 60 ORDER BY ALL
        """;

    /// <summary>Two names whose rows are more than a row group of the output.</summary>
    private const string Long = """
        SELECT ['A', 'B', 'C'][1 + s] AS symbol, DATE '1500-01-01' + d::INT AS date, 10 + sin(d / 5.0) AS open,
            13.0 AS high, 8.0 AS low, 10 + cos(s + d / 7.0) AS close,
               100000.0 + d % 977 AS volume
        FROM range(3) a(s), range(130000) b(d) WHERE s <> 1 OR d % 1000 = 7 ORDER BY ALL
        """;

    private string folder = null!;

    private string Bars => Path.Combine(folder, "bars.parquet");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-stream-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase(2048, 1)]
    [TestCase(2048, 3)]
    [TestCase(10240, 2)]
    [TestCase(122880, 2)]
    public void Run_OfRaggedNames_IsThatOfThePanel(int groupRows, int threads)
    {
        Write(Ragged, groupRows);
        SameAsPanel(FeatureSets.EquitiesV1, threads);
    }

    [Test]
    public void Run_OfEachKindOfStep_IsThatOfThePanel()
    {
        Write(Ragged, 4096);
        string[] features = ["mom_20", "dow_sin", "rvol_20", "sector_energy", "log_mktcap", "drawdown_expanding"];
        IReadOnlyList<CrossSectionStep>[] kinds =
        [
            [], [CrossSectionStep.Rank], [CrossSectionStep.ZScore],
            [CrossSectionStep.Winsorise(0.1), CrossSectionStep.Rank],
            [new(CrossSectionKind.NeutraliseSectorAndSize), CrossSectionStep.ZScore],
        ];
        foreach (var steps in kinds) SameAsPanel(new() { Name = "test", Features = features, Steps = steps }, 2);
    }

    [Test]
    public void Run_OfNamesLongerThanARowGroup_IsThatOfThePanel()
    {
        Write(Long, 122_880);
        SameAsPanel(
            new()
            {
                Name = "test", Features = ["mom_20", "month_cos", "amihud_20_x1e6", "turnover_20"],
                Steps = [CrossSectionStep.ZScore]
            }, 2);
        SameAsPanel(new() { Name = "test", Features = ["mom_20", "month_cos", "amihud_20_x1e6", "turnover_20"] }, 1);
    }

    [Test]
    public void Run_WithABadValueFarBehind_NamesItsRowAndLeavesNothing()
    {
        Write(
            $"SELECT * REPLACE (CASE WHEN symbol = 'S060' AND date = DATE '2002-01-01' THEN -1 ELSE open END AS "
                + $"open) FROM ({Ragged})", 2048);
        var row = Convert.ToInt64(
            Query($"SELECT n FROM (SELECT *, row_number() OVER () AS n FROM '{Bars}') WHERE open < 0"), null);
        var error = Assert
            .Throws<TradeMLException>(() =>
                FeatureFileRun.Run(Bars, Path.Combine(folder, "out.parquet"), FeatureSets.EquitiesV1, 2,
                    TimeProvider.System))!;
        Assert.That(row, Is.GreaterThan(40_000));
        Assert.That(error.Message, Does.Contain("Column 'open' holds -1"));
        Assert.That(error.Place, Does.Contain($"row {row}, column open"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { Bars }));
    }

    [Test]
    public void Run_Cancelled_LeavesNothing()
    {
        Write(Ragged, 2048);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Catch<OperationCanceledException>(() => FeatureFileRun.Run(
            Bars, Path.Combine(folder, "out.parquet"), FeatureSets.EquitiesV1, 2, TimeProvider.System, null,
            cancelled.Token));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { Bars }));
    }

    [Test]
    public void Run_IntoAFolderThatIsNotThere_IsAStorageError()
    {
        Write(Ragged, 122_880);
        var error = Assert
            .Throws<TradeMLException>(() =>
                FeatureFileRun.Run(Bars, Path.Combine(folder, "none", "out.parquet"), FeatureSets.EquitiesV1, 1,
                    TimeProvider.System))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Storage));
    }

    private void SameAsPanel(FeatureSetConfig set, int threads)
    {
        var (streamed, whole) = (Path.Combine(folder, "streamed.parquet"), Path.Combine(folder, "whole.parquet"));
        var run = FeatureFileRun.Run(Bars, streamed, set, threads, TimeProvider.System);
        var panel = PanelFile.Load(Bars);
        var matrix = EquityFeatures.Build(panel, set);
        var verdict = PanelSurvivorship.Of(panel, new SurvivorshipOptions());
        var unknown = FeatureFile.Write(whole, panel, matrix, 1, verdict);
        Assert.That(File.ReadAllBytes(streamed).AsSpan().SequenceEqual(File.ReadAllBytes(whole)), Is.True,
            string.Join(", ", set.Steps.Select(s => s.Kind)));
        Assert.That(run.Features.Select(f => f.Unknown), Is.EqualTo(unknown.Select(u => (double)u / panel.Rows)));
        Assert.That((run.Rows, run.Symbols, run.Sessions, run.First, run.Last),
            Is.EqualTo((panel.Rows, panel.SymbolCount, panel.Sessions.Length, panel.Sessions[0], panel.Sessions[^1])));
        Assert.That(run.Survivorship, Is.EqualTo(verdict));
        Assert.That(run.Missing, Is.EqualTo(matrix.Missing));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(3), "bars and two outputs");
    }

    private void Write(string sql, int groupRows) =>
        Query($"COPY ({sql}) TO '{Bars}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {groupRows})");

    private static object? Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
