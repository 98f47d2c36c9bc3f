using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Imports;
using TradeML.Store.Bars;
using TradeML.Store.Features;
using TradeML.Store.Intraday;
using TradeML.Testing;

namespace TradeML.Store.Tests.Bars;

/// <summary>One table, written in many ways, is the same to every reader of the user's files.</summary>
[TestFixture]
public sealed class ForeignFileTests
{
    private const string V2 = "PARQUET_VERSION v2, COMPRESSION gzip";

    private const string Days = """
        SELECT * FROM (VALUES
        ('AAA', DATE '2024-01-02', 10.0::DOUBLE, 11.0::DOUBLE, 9.0::DOUBLE, 10.5::DOUBLE, 100::BIGINT),
            ('AAA', DATE '2024-01-03', 10.0, 11.0, 9.0, 10.25, 0),
        ('BBB', DATE '2024-01-03', 20.0, 21.0, 19.0, 20.5, 101),
            ('BBB', DATE '2024-01-05', 20.0, 21.0, 19.0, 20.75, 102)
        ) AS t(symbol, date, open, high, low, close, volume)
        """;

    private const string Minutes = """
        SELECT symbol, TIMESTAMPTZ '2024-01-03 15:00:00+00' + INTERVAL 1 MINUTE * (day(date) - 1) AS ts,
            open, high, low, close, volume FROM days
        """;

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-foreign-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<TestCaseData> Ways()
    {
        string[] replacements =
        [
            "volume::UTINYINT AS volume", "volume::USMALLINT AS volume", "volume::UINTEGER AS volume",
            "volume::UBIGINT AS volume", "volume::TINYINT AS volume", "volume::SMALLINT AS volume",
            "volume::INTEGER AS volume", "volume::DOUBLE AS volume", "close::DECIMAL(9, 2) AS close",
            "close::DECIMAL(38, 4) AS close", "close::FLOAT AS close", "symbol::BLOB AS symbol",
            "' ' || symbol || ' ' AS symbol", "close::VARCHAR AS close", "symbol AS symbol",
        ];
        foreach (var replacement in replacements)
            foreach (var options in (string[])["", V2, "ROW_GROUP_SIZE 2048, COMPRESSION zstd"])
                yield return new(replacement, options);
    }

    [TestCaseSource(nameof(Ways))]
    public void EveryReader_OneTableWrittenInManyWays_ReadsTheSame(string replacement, string options)
    {
        var path = Write($"SELECT * REPLACE ({replacement}) FROM ({Days})", options);
        Assert.That(Panel(path), Is.EqualTo(Panel(Write(Days, "", "csv"))));
        using var file = BarFile.Load(path);
        var plain = Path.Combine(folder, "plain.parquet");
        file.WriteDaily(plain);
        Assert.That(Panel(plain), Is.EqualTo(Panel(path)));
        var minutes = Minutes.Replace("days", $"({Days})", StringComparison.Ordinal);
        var minute = Write($"SELECT * REPLACE ({replacement}) FROM ({minutes})", options);
        Assert.That(Intraday(minute), Is.EqualTo(Intraday(Write(minutes, "", "csv"))));
        using var loaded = BarFile.Load(minute, new BarFileOptions { Minutes = true });
        Assert.That(loaded.Spans().Select(s => s.Symbol), Is.EqualTo(new[] { "AAA", "BBB" }));
    }

    [TestCase("date::TIMESTAMP AS date")]
    [TestCase("date::TIMESTAMP_MS AS date")]
    [TestCase("date::TIMESTAMP_NS AS date")]
    [TestCase("date::VARCHAR AS date")]
    public void EveryReader_DayInAnotherType_IsTheSameDay(string replacement)
    {
        foreach (var options in (string[])["", V2])
        {
            var path = Write($"SELECT * REPLACE ({replacement}) FROM ({Days})", options);
            Assert.That(Panel(path), Is.EqualTo(Panel(Write(Days, "", "csv"))), options);
            using var file = BarFile.Load(path);
            Assert.That(file.Spans()[1], Is.EqualTo(("BBB", new DateOnly(2024, 1, 3), new DateOnly(2024, 1, 5))));
        }
    }

    [TestCase("date::TIMESTAMPTZ AS date", "instants in UTC", "column date")]
    [TestCase("date::TIMESTAMP + INTERVAL 16 HOUR AS date", "a time; a daily bar", "row 1, column date")]
    [TestCase("CASE WHEN symbol = 'BBB' THEN DATE 'infinity' ELSE date END AS date", "a day", "row 3, column date")]
    [TestCase("20240102 AS date", "INTEGER, where a date", "column date")]
    [TestCase("'2024-01-02T16:00:00-05:00' AS date", "an instant", "row 1, column date")]
    [TestCase("'\\xFF'::BLOB AS symbol", "bytes", "row 1, column symbol")]
    [TestCase("7 AS symbol", "INTEGER, where the text of a ticker", "column symbol")]
    [TestCase("symbol || chr(34) AS symbol", "a quote", "row 1, column symbol")]
    [TestCase("'ten' AS close", "'ten', which is not a number", "row 1, column close")]
    [TestCase("[close] AS close", "DOUBLE[], where a number", "column close")]
    [TestCase("CASE WHEN date = DATE '2024-01-05' THEN NULL ELSE close END AS close", "'close'", "row 4, column close")]
    public void EveryReader_ColumnThatCannotBeMeant_IsRefusedAtTheSamePlace(
        string replacement, string message, string place)
    {
        var path = Write($"SELECT * REPLACE ({replacement}) FROM ({Days})", V2);
        foreach (var read in (Action[])[() => Panel(path), () => BarFile.Load(path).Dispose()])
        {
            var error = Assert.Throws<TradeMLException>(() => read())!;
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
            Assert.That(error.Message, Does.Contain(message));
            Assert.That(error.Place, Is.EqualTo($"{Path.GetFileName(path)}, {place}"));
        }
    }

    [TestCase("SELECT *, close AS \" Close\" FROM", "'close' is there twice (columns 6 and 8)")]
    [TestCase("SELECT * EXCLUDE (close, volume) FROM", "no column 'close', 'volume'")]
    public void EveryReader_ColumnTwiceOrMissing_IsRefused(string select, string message)
    {
        foreach (var options in (string[])["", V2])
        {
            var path = Write($"{select} ({Days})", options);
            Assert.That(Assert.Throws<TradeMLException>(() => Panel(path))!.Message, Does.Contain(message));
            Assert.That(Assert.Throws<TradeMLException>(() => BarFile.Load(path))!.Message,
                Does.Contain(message));
        }
    }

    [Test]
    public void EveryReader_FileCutOff_IsNamedAsSuch()
    {
        var path = Write(Days, "");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        Assert.That(Assert.Throws<TradeMLException>(() => Panel(path))!.Message, Does.Contain("cut off"));
        Assert.That(Assert.Throws<TradeMLException>(() => Intraday(path))!.Message, Does.Contain("cut off"));
        Assert.That(Assert.Throws<TradeMLException>(() => BarFile.Load(path))!.Message,
            Does.Contain("cut off"));
    }

    [TestCase("close := 15.0", "'close' holds 15, above the high of 11")]
    [TestCase("close := 8.0", "'close' holds 8, below the low of 9")]
    [TestCase("open := 11.5", "'open' holds 11.5, above the high of 11")]
    [TestCase("open := 8.5", "'open' holds 8.5, below the low of 9")]
    [TestCase("low := 12.0", "'high' holds 11, below the low of 12")]
    [TestCase("high := -1.0", "'high' holds -1")]
    [TestCase("low := 'NaN'::DOUBLE", "'low' has no value")]
    public void EveryReader_RowThatNoBarCanBe_IsRefusedNamingIt(string change, string message)
    {
        var (column, value) = (change.Split(" := ")[0], change.Split(" := ")[1]);
        var replacement = $"CASE WHEN date = DATE '2024-01-03' AND symbol = 'AAA' THEN {value} ELSE {column} END";
        var sql = $"SELECT * REPLACE ({replacement} AS {column}) FROM ({Days})";
        var minutes = Minutes.Replace("days", $"({sql})", StringComparison.Ordinal);
        (string Format, string Options)[] ways = [("parquet", ""), ("parquet", V2), ("csv", "")];
        foreach (var (format, options) in ways)
        {
            var places = format == "csv" ? "line 3" : "row 2";
            foreach (var read in (Action[])
                [() => Panel(Write(sql, options, format)), () => Streamed(Write(sql, options, format)),
                    () => Intraday(Write(minutes, options, format))])
            {
                var error = Assert.Throws<TradeMLException>(() => read())!;
                Assert.That(error.ExitCode, Is.EqualTo(2));
                Assert.That(error.Message, Does.Contain(message));
                Assert.That(error.Place, Does.Contain(places + ", column " + message.Split('\'')[1]));
            }
        }
    }

    [Test]
    public void EveryReader_BarOfTheFuture_IsRefused()
    {
        var sql = $"SELECT * REPLACE (date + INTERVAL 900 YEAR AS date) FROM ({Days})";
        foreach (var format in (string[])["parquet", "csv"])
        {
            var error = Assert.Throws<TradeMLException>(() => Streamed(Write(
                $"SELECT * REPLACE (date::DATE AS date) FROM ({sql})", "", format)))!;
            Assert.That(error.Message, Does.Contain("2924-01-05"));
            Assert.That(error.Place, Does.EndWith("column date"));
        }
    }

    private void Streamed(string path) => FeatureFileRun.Run(
        path, Path.Combine(folder, "features.parquet"), FeatureSets.EquitiesV1, 1, TimeProvider.System);

    private static string Panel(string path)
    {
        var panel = PanelFile.Load(path, 2);
        return string.Join(' ', [.. panel.Symbols, .. panel.Sessions.Select(d => $"{d:yyyy-MM-dd}"), .. panel.Day,
            .. panel.Close, .. panel.Volume]);
    }

    private string Intraday(string path)
    {
        var to = Path.Combine(folder, "out.parquet");
        IntradayFileRun.Run(path, to, false, ExchangeCalendar.Xnys, 2, TimeProvider.System);
        return Convert.ToHexString(File.ReadAllBytes(to));
    }

    private string Write(string sql, string options, string format = "parquet")
    {
        var path = Path.Combine(folder, $"bars.{format}");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var more = format == "csv" && sql.Contains(" ts", StringComparison.Ordinal)
            ? ", TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'"
            : "";
        command.CommandText = $"SET TimeZone = 'UTC'; COPY ({sql}) TO '{path}' (FORMAT {format}"
            + $"{(options.Length > 0 ? $", {options}" : "")}{more})";
        command.ExecuteNonQuery();
        return path;
    }
}
