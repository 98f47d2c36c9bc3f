using System.Globalization;
using NUnit.Framework;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Research.Features.Intraday;
using TradeML.Store.Intraday;

namespace TradeML.Store.Tests.Intraday;

[TestFixture]
public sealed class IntradayFileTests
{
    private const string Header = "symbol,ts,open,high,low,close,volume,vwap";
    private string folder = null!;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("trademl-intraday-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, true);

    [Test]
    public async Task Run_CsvAndParquetOnAnyThreads_GiveTheSameBytes([Values] bool daily)
    {
        var lines = Lines();
        var csv = Write("bars.csv", lines);
        var parquet = await WriteParquetAsync("bars.parquet", lines, DateTimeTimeUnit.Micros, 700);
        var millis = await WriteParquetAsync("millis.parquet", lines, DateTimeTimeUnit.Millis, 100_000);
        var runs = new[] { (csv, 1), (parquet, 1), (parquet, 3), (millis, 2) }.Select((from, i) =>
        {
            var to = Path.Combine(folder, $"{i}.parquet");
            return (Run: IntradayFileRun.Run(from.Item1, to, daily, ExchangeCalendar.Xnys, from.Item2,
                TimeProvider.System), Bytes: File.ReadAllBytes(to));
        }).ToList();
        Assert.That(runs.Select(r => r.Bytes), Is.All.EqualTo(runs[0].Bytes));
        Assert.That(runs[0].Run.Rows, Is.EqualTo(daily ? 4 : runs[0].Run.Bars - 2));
        Assert.That(runs[0].Run.OutsideSessions, Is.EqualTo(2));
        Assert.That(runs[0].Run.Symbols, Is.EqualTo(2));
        Assert.That(Directory.GetFiles(folder, "*.tmp"), Is.Empty);
    }

    [Test]
    public async Task Run_Minutes_AreThoseOfTheKernelWithTheirInstants()
    {
        var from = Write("bars.csv", Lines());
        var to = Path.Combine(folder, "out.parquet");
        IntradayFileRun.Run(from, to, false, ExchangeCalendar.Xnys, 1, TimeProvider.System);
        await using var reader = await ParquetReader.CreateAsync(to);
        var fields = reader.Schema.GetDataFields();
        Assert.That(fields.Select(f => f.Name),
            Is.EqualTo(new[] { "symbol", "ts" }.Concat(IntradayCatalog.PerMinute.Select(f => "feat_" + f.Name))));
        Assert.That(fields[1],
            Is.TypeOf<DateTimeDataField>().With.Property(nameof(DateTimeDataField.IsAdjustedToUTC)).True);
        var rows = (int)reader.RowGroups[0].RowCount;
        var (at, values) = (new DateTime[rows], new float?[rows]);
        using var group = reader.OpenRowGroupReader(0);
        await group.ReadAsync<DateTime>(fields[1], at.AsMemory());
        await group.ReadAsync<float>(fields[2], values.AsMemory());
        var row = 0;
        foreach (var series in MinuteFile.Read(from))
        {
            var matrix = IntradayFeatures.PerMinute(series, ExchangeCalendar.Xnys);
            for (var i = 0; i < matrix.Rows; i++, row++)
            {
                Assert.That(at[row], Is.EqualTo(series.Start[matrix.Bar[i]]));
                Assert.That(values[row] ?? float.NaN, Is.EqualTo(matrix.Column(0)[i]));
            }
        }

        Assert.That(row, Is.EqualTo(rows));
    }

    [TestCase("A,2024-11-25T14:30:00Z,1,1,1,0,1,1", "line 2, column close", "holds 0")]
    [TestCase("A,2024-11-25T14:30:00Z,1,1,-1,1,1,1", "line 2, column low", "positive price")]
    [TestCase("A,2024-11-25T14:30:00Z,1,,1,1,1,1", "line 2, column high", "no value")]
    [TestCase("A,2024-11-25T14:30:00Z,1,x,1,1,1,1", "line 2, column high", "not a number")]
    [TestCase("A,2024-11-25T14:30:00Z,1,1,1,1,-1,1", "line 2, column volume", "at least 0")]
    [TestCase("A,2024-11-25T14:30:00Z,1,1,1,1,1,NaN\nA,2024-11-25T14:30:00Z,1,1,1,1,1,1", "line 3, column ts", "twice")]
    [TestCase("A,2024-11-25T14:31:00Z,1,1,1,1,1,1\nA,2024-11-25T14:30:00Z,1,1,1,1,1,1", "line 3, column ts",
        "goes back")]
    [TestCase("B,2024-11-25T14:31:00Z,1,1,1,1,1,1\nA,2024-11-25T14:30:00Z,1,1,1,1,1,1", "line 3, column symbol",
        "not sorted")]
    [TestCase("A,2024-11-25T14:30:01Z,1,1,1,1,1,1", "line 2, column ts", "start of a minute")]
    [TestCase("A,2024-11-25T14:30:00,1,1,1,1,1,1", "line 2, column ts", "time zone")]
    [TestCase("A,04/03/2024 14:30:00Z,1,1,1,1,1,1", "line 2, column ts", "not an instant")]
    [TestCase("A,noon,1,1,1,1,1,1", "line 2, column ts", "not an instant")]
    [TestCase(",2024-11-25T14:30:00Z,1,1,1,1,1,1", "line 2, column symbol", "empty")]
    [TestCase("A,2024-11-25T14:30:00Z,1,1,1,1,1", "line 2, column 1", "number of fields")]
    [TestCase("", "bars.csv", "no rows")]
    public void Run_BadLine_IsRefusedWithItsPlaceAndLeavesNoFile(string lines, string place, string message) =>
        Refused(Write("bars.csv", lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)), place, message);

    [Test]
    public async Task Run_BadParquet_IsRefusedWithItsPlaceAndLeavesNoFile()
    {
        var lines = Lines();
        lines[900] = lines[900].Replace(",100,", ",-100,", StringComparison.Ordinal);
        Refused(await WriteParquetAsync("negative.parquet", lines, DateTimeTimeUnit.Micros, 700),
            "row 901, column volume", "at least 0");
        Refused(await WriteParquetAsync("local.parquet", Lines(), DateTimeTimeUnit.Micros, 700, utc: false),
            "column ts", "time zone");
        File.WriteAllText(Path.Combine(folder, "text.parquet"), "no parquet");
        Refused(Path.Combine(folder, "text.parquet"), "text.parquet", "Parquet");
        File.WriteAllText(Path.Combine(folder, "thin.csv"), "symbol,ts,high,low,close\nA,2024-11-25T14:30:00Z,1,1,1\n");
        Refused(Path.Combine(folder, "thin.csv"), "column volume", "no column 'volume'");
        Refused(Path.Combine(folder, "none.csv"), "none.csv", "does not exist");
    }

    private void Refused(string from, string place, string message)
    {
        var to = Path.Combine(folder, "out.parquet");
        var fault = Assert
            .Throws<TradeMLException>(() =>
                IntradayFileRun.Run(from, to, false, ExchangeCalendar.Xnys, 1, TimeProvider.System))!;
        Assert.That(fault.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(fault.Place, Does.Contain(place));
        Assert.That(fault.Message, Does.Contain(message));
        Assert.That(Directory.GetFiles(folder, "out*"), Is.Empty);
    }

    /// <summary>Two symbols, two sessions each (the second a half-day), a bar before the first open of each.</summary>
    private static List<string> Lines()
    {
        var random = new Random(1);
        var lines = new List<string>();
        foreach (var symbol in new[] { "A", "B" })
        {
            foreach (var (open, minutes) in new[] { (new DateTime(2024, 11, 27, 14, 30, 0), 390),
                (new DateTime(2024, 11, 29, 14, 30, 0), 210) })
            {
                for (var minute = minutes == 390 ? -1 : 0; minute < minutes; minute++)
                {
                    var price = 50 + random.NextDouble();
                    lines.Add(
                        string.Create(CultureInfo.InvariantCulture,
                            $"{symbol},{open.AddMinutes(minute):yyyy-MM-ddTHH:mm:ssZ},{price:R},{price + 0.1:R}"
                                + $",{price - 0.1:R},{price:R},100,"));
                }
            }
        }

        return lines;
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllLines(path, lines.Prepend(Header));
        return path;
    }

    private async Task<string> WriteParquetAsync(
        string name, List<string> lines, DateTimeTimeUnit unit, int groupRows, bool utc = true)
    {
        var rows = lines.ConvertAll(line => line.Split(','));
        var symbol = new DataField("symbol", typeof(string), false);
        var ts = new DateTimeDataField("ts", DateTimeFormat.Timestamp, isAdjustedToUTC: utc, unit: unit,
            isNullable: false);
        DataField[] numbers = [
            .. new[] { "high", "low", "close", "volume" }.Select(n => new DataField(n, typeof(double), false))];
        var path = Path.Combine(folder, name);
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([symbol, ts, .. numbers]), stream,
            new ParquetOptions { CompressionMethod = CompressionMethod.Zstd });
        foreach (var chunk in rows.Chunk(groupRows))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(symbol, Array.ConvertAll(chunk, r => r[0]));
            await group.WriteAsync<DateTime>(ts,
                Array.ConvertAll(chunk,
                    r => DateTime.Parse(r[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)));
            for (var i = 0; i < numbers.Length; i++)
                await group.WriteAsync<double>(numbers[i],
                    Array.ConvertAll(chunk, r => double.Parse(r[3 + i], CultureInfo.InvariantCulture)));
        }

        return path;
    }
}
