using NUnit.Framework;
using Parquet;
using TradeML.Core.Contracts;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Parquet;

[TestFixture]
public sealed class RoundTripTests
{
    private static readonly TableContract Contract = new(
        "features/everything", "One row of every type.", 1,
        Enum.GetValues<ColumnType>().SelectMany(type => new[]
        {
            new ColumnContract("c_" + type, type, false, null, "Required."),
            new ColumnContract("n_" + type, type, true, null, "Optional."),
        }).ToList(),
        ["c_Long"], "", "None.", "Any.");

    private TemporaryLake temporary = null!;

    [OneTimeSetUp]
    public void Create() => temporary = new TemporaryLake(new ContractCatalog([Contract]));

    [OneTimeTearDown]
    public void Remove() => temporary.Dispose();

    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void Batch_ThroughParquetNetAndDuckDb_ComesBackEqual(int seed, byte rows)
    {
        var batch = Batch(seed, rows);
        var spec = new LakeFileSpec { Table = Contract, Stem = "part", Supersedes = true };
        temporary.Lake.Writer.WriteAsync(spec, batch).GetAwaiter().GetResult();
        AssertEqual(temporary.Lake.Reader.ReadBatch(Contract.Name), batch);
    }

    [FsCheck.NUnit.Property(MaxTest = 10)]
    public void Batch_ThroughDuckDbCopyAndParquetNet_ComesBackEqual(int seed, byte rows)
    {
        var batch = Batch(seed, rows);
        var spec = new LakeFileSpec { Table = Contract, Stem = "part", Supersedes = true };
        temporary.Lake.Writer.WriteAsync(spec, batch).GetAwaiter().GetResult();
        using var session = temporary.Lake.OpenSession();
        session.Register(Contract.Name);
        var entry = temporary.Lake.Writer.WriteQueryAsync(spec with { Stem = "copy" }, session,
            "SELECT * FROM features.everything").GetAwaiter().GetResult();
        var again = ReadWithParquetNet(Path.Combine(temporary.Root, entry.Path)).GetAwaiter().GetResult();
        AssertEqual(again, batch, signedZero: false); // DuckDB's dictionaries hold 0 and -0 for one value.
    }

    private static void AssertEqual(ColumnBatch actual, ColumnBatch expected, bool signedZero = true)
    {
        Assert.That(actual.RowCount, Is.EqualTo(expected.RowCount));
        foreach (var column in Contract.Columns)
            Assert.That(Objects(actual[column.Name], actual.RowCount, signedZero),
                Is.EqualTo(Objects(expected[column.Name], expected.RowCount, signedZero)), column.Name);
    }

    // Bits, so that -0 differs from 0 and NaN equals NaN.
    private static List<object?> Objects(Array? values, int rows, bool signedZero) => values is null
        ? Enumerable.Repeat((object?)null, rows).ToList()
        : values.Cast<object?>().Select(v => v switch
        {
            double.NaN or float.NaN => null,
            0.0 or 0.0f when !signedZero => 0,
            double d => BitConverter.DoubleToInt64Bits(d),
            float f => BitConverter.SingleToInt32Bits(f),
            _ => v,
        }).ToList();

    private static ColumnBatch Batch(int seed, int rows)
    {
        var random = new Random(seed);
        return new ColumnBatch(Contract, Contract.Columns.ToDictionary(c => c.Name, c => Values(random, c, rows)),
            rows);
    }

    private static Array Values(Random random, ColumnContract column, int rows)
    {
        var nullable = column.Nullable;
        bool Missing() => nullable && random.Next(3) == 0;
        return column.Type switch
        {
            ColumnType.Text => Make(rows, () => Missing() ? null : Text(random)),
            ColumnType.Double => Make(rows, () => Missing() ? double.NaN : Number(random)),
            ColumnType.Float => Make(rows, () => Missing() ? float.NaN : (float)Number(random)),
            ColumnType.Date =>
                nullable ? Make(rows, () => Missing() ? (DateOnly?)null : Day(random)) : Make(rows, () => Day(random)),
            ColumnType.Instant =>
                nullable
                    ? Make(rows, () => Missing() ? (DateTime?)null : Instant(random))
                    : Make(rows, () => Instant(random)),
            ColumnType.Long =>
                nullable ? Make(rows, () => Missing() ? (long?)null : Whole(random)) : Make(rows, () => Whole(random)),
            ColumnType.Decimal =>
                nullable
                    ? Make(rows, () => Missing() ? (decimal?)null : Money(random))
                    : Make(rows, () => Money(random)),
            _ => Make(rows, () => random.Next(2) == 0),
        };
    }

    private static T[] Make<T>(int rows, Func<T> value) => Enumerable.Range(0, rows).Select(_ => value()).ToArray();

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static double Number(Random random) => Pick(
        random, 0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon, double.PositiveInfinity,
        double.NegativeInfinity, random.NextDouble(), 1 / 3.0);

    private static long Whole(Random random) => Pick(random, 0, -1, long.MaxValue, long.MinValue, random.NextInt64());

    private static DateOnly Day(Random random) => Pick(
        random, DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31),
        new DateOnly(2024, 2, 29));

    private static DateTime Instant(Random random) => Pick(
        random, DateTime.UnixEpoch, DateTime.UnixEpoch.AddMicroseconds(-1),
        new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        new DateTime(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
        new DateTime(2024, 3, 10, 7, 0, 0, 123, 456, DateTimeKind.Utc));

    private static decimal Money(Random random) =>
        Pick(random, 0m, 0.00000001m, -1.5m, 99999999999999999999.99999999m, random.Next());

    private static string Text(Random random) => Pick(
        random, "", "A", "BRK.B", "twelve bytes", "thirteen bytes", "it's \"quoted\"", "naïve — 漢字 🙂",
        new string('x', 300), random.Next().ToString());

    private static async Task<ColumnBatch> ReadWithParquetNet(string path)
    {
        await using var reader = await ParquetReader.CreateAsync(path,
            new ParquetOptions { UseDateOnlyTypeForDates = true });
        var columns = new Dictionary<string, List<Array>>();
        var rows = 0;
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            var n = (int)group.RowCount;
            rows += n;
            foreach (var field in reader.Schema.DataFields)
            {
                var column = Contract.Find(field.Name)!;
                var values = await ReadColumn(group, field, column, n);
                if (!columns.TryGetValue(field.Name, out var list)) columns[field.Name] = list = [];
                list.Add(values);
            }
        }

        Assert.That(reader.RowGroupCount, Is.LessThanOrEqualTo(1));
        return new ColumnBatch(
            Contract,
            Contract.Columns.ToDictionary(c => c.Name,
                c =>
                    columns.TryGetValue(c.Name, out var list) && list.Count > 0
                        ? list[0]
                        : Values(new Random(0), c, 0)), rows);
    }

    private static async Task<Array> ReadColumn(
        ParquetRowGroupReader group, global::Parquet.Schema.DataField field, ColumnContract column, int n)
    {
        switch (column.Type)
        {
            case ColumnType.Text:
                var texts = new string?[n];
                await group.ReadAsync(field, texts.AsMemory()!);
                return texts;
            case ColumnType.Double: return Array.ConvertAll(await Read<double>(group, field, n), v => v ?? double.NaN);
            case ColumnType.Float: return Array.ConvertAll(await Read<float>(group, field, n), v => v ?? float.NaN);
            case ColumnType.Date: return Fit(await Read<DateOnly>(group, field, n), column);
            case ColumnType.Instant: return Fit(await Read<DateTime>(group, field, n), column);
            case ColumnType.Long: return Fit(await Read<long>(group, field, n), column);
            case ColumnType.Decimal: return Fit(await Read<decimal>(group, field, n), column);
            default: return Array.ConvertAll(await Read<bool>(group, field, n), v => v ?? false);
        }
    }

    private static Array Fit<T>(T?[] values, ColumnContract column) where T : struct =>
        column.Nullable ? values : Array.ConvertAll(values, v => v!.Value);

    private static async Task<T?[]> Read<T>(ParquetRowGroupReader group, global::Parquet.Schema.DataField field, int n)
        where T : struct
    {
        var values = new T?[n];
        await group.ReadAsync<T>(field, values.AsMemory());
        return values;
    }
}
