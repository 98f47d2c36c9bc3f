using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using DuckDB.NET.Data;
using Parquet;
using Parquet.Schema;
using TradeML.Research.Features;
using TradeML.Research.Panels;
using TradeML.Store.Bars;
using TradeML.Store.Features;

namespace TradeML.Benchmarks;

/// <summary>
/// The own decoding and encoding of Parquet pages against Parquet.Net and DuckDB: 1,008,000 rows, one thread. Read are
/// symbol, day and five doubles (zstd, written by DuckDB) into arrays; written are symbol, day and twelve floats, a
/// fiftieth of them unknown, without compression. Figures: docs/decisions/0008-own-parquet-pages.md.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "The runner's cleanup disposes.")]
public class ParquetBenchmarks
{
    private const int Columns = 12;
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.None,
        UseDateOnlyTypeForDates = true
    };
    private string folder = "";
    private Panel panel = null!;
    private FeatureMatrix matrix = null!;
    private DuckDBConnection duck = null!;

    private string Bars => Path.Combine(folder, "bars.parquet");

    private string Output => Path.Combine(folder, "out.parquet");

    [GlobalSetup]
    public void Setup()
    {
        folder = Directory.CreateTempSubdirectory("trademl-benchmark-").FullName;
        duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        Run("SET threads = 1");
        Run($"""
            SELECT setseed(0.5);
            COPY (SELECT 'S' || lpad(s::VARCHAR, 4, '0') AS symbol,
                DATE '2005-01-03' + (d // 5 * 7 + d % 5)::INT AS date, p * (1 + 0.01 * (random() - 0.5)) AS open,
                p * 1.01 AS high,
                         p * 0.99 AS low, p AS close, round(1e5 + 1e6 * random()) AS volume
                  FROM (SELECT s, d, 50 * exp(0.0002 * d + 0.02 * (random() - 0.5)) AS p
                      FROM range(200) a(s), range(5040) b(d)) ORDER BY symbol, date)
            TO '{Bars}' (FORMAT parquet, COMPRESSION zstd)
            """);
        panel = PanelFile.Load(Bars);
        matrix = EquityFeatures.Build(panel,
            new() { Name = "test", Features = [.. Enumerable.Range(1, Columns).Select(i => $"mom_{i * 16}")] });
        OwnWrite();
        Run($"CREATE TABLE features AS SELECT * FROM '{Output}'");
        var own = Sum(matrix.Column(0));
        Check.That(Math.Abs(Scalar($"SELECT sum(feat_mom_16) FROM '{Output}'") - own) < 1e-3, "what was written");
        ParquetNetWrite().GetAwaiter().GetResult();
        Check.That(Math.Abs(Scalar($"SELECT sum(feat_mom_16) FROM '{Output}'") - own) < 1e-3, "what Parquet.Net wrote");
        Check.That(
            Math.Abs(DuckDbRead() - panel.Close.Sum()) < 1e-3
                && Math.Abs(ParquetNetRead().GetAwaiter().GetResult() - panel.Close.Sum()) < 1e-3, "closes");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        duck.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Into a panel, its checks included.</summary>
    [Benchmark]
    public Panel OwnRead() => PanelFile.Load(Bars);

    [Benchmark]
    public async Task<double> ParquetNetRead()
    {
        await using var reader = await ParquetReader.CreateAsync(Bars, Options);
        var fields = reader.Schema.GetDataFields();
        var sum = 0.0;
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var count = (int)reader.RowGroups[group].RowCount;
            await rows.ReadAsync(fields[0], new string?[count].AsMemory());
            await rows.ReadAsync<DateOnly>(fields[1], new DateOnly?[count].AsMemory());
            var values = new double?[count];
            for (var column = 2; column < fields.Length; column++)
            {
                await rows.ReadAsync<double>(fields[column], values.AsMemory());
                if (column == 5) foreach (var value in values) sum += value ?? double.NaN;
            }
        }

        return sum;
    }

    /// <summary>Into arrays through the row reader of the binding.</summary>
    [Benchmark]
    public double DuckDbRead()
    {
        using var command = duck.CreateCommand();
        command.CommandText = $"SELECT symbol, date, open, high, low, close, volume FROM '{Bars}'";
        using var reader = command.ExecuteReader();
        var (symbols, days, values) = (new string[panel.Rows], new DateOnly[panel.Rows], new double[5][]);
        for (var column = 0; column < values.Length; column++) values[column] = new double[panel.Rows];
        for (var row = 0; reader.Read(); row++)
        {
            (symbols[row], days[row]) = (reader.GetString(0), reader.GetFieldValue<DateOnly>(1));
            for (var column = 0; column < values.Length; column++) values[column][row] = reader.GetDouble(column + 2);
        }

        return values[3].Sum();
    }

    /// <summary>The flush to disk included, which the others are spared.</summary>
    [Benchmark]
    public long[] OwnWrite() => FeatureFile.Write(Output, panel, matrix);

    [Benchmark]
    public async Task ParquetNetWrite()
    {
        DataField symbol = new("symbol", typeof(string), false), date = new("date", typeof(DateOnly), false);
        DataField[] fields = [.. matrix.Names.Select(name => new DataField(name, typeof(float), true))];
        await using var stream = File.Create(Output);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([symbol, date, .. fields]), stream,
            Options);
        var symbols = panel.SymbolOfRows();
        for (var start = 0; start < panel.Rows; start += 122_880)
        {
            var (first, rows) = (start, Math.Min(122_880, panel.Rows - start));
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(symbol,
                Enumerable.Range(first, rows).Select(row => panel.Symbols[symbols[row]]).ToArray());
            await group.WriteAsync<DateOnly>(date,
                Enumerable.Range(first, rows).Select(row => panel.Sessions[panel.Day[row]]).ToArray());
            for (var column = 0; column < Columns; column++)
                await group.WriteAsync<float>(fields[column], Nullable(column, first, rows));
        }
    }

    /// <summary>From a table of its own in memory: handing it the arrays is not counted.</summary>
    [Benchmark]
    public void DuckDbWrite() => Run($"COPY features TO '{Output}' (FORMAT parquet, COMPRESSION uncompressed)");

    private float?[] Nullable(int column, int first, int rows)
    {
        var values = new float?[rows];
        var known = matrix.Column(column).Slice(first, rows);
        for (var i = 0; i < rows; i++) values[i] = float.IsNaN(known[i]) ? null : known[i];
        return values;
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += float.IsNaN(value) ? 0 : value;
        return sum;
    }

    private double Scalar(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        return Convert.ToDouble(command.ExecuteScalar()!);
    }

    private void Run(string sql)
    {
        using var command = duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
