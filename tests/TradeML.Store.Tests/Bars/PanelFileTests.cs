using DuckDB.NET.Data;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Store.Bars;

namespace TradeML.Store.Tests.Bars;

/// <summary>A good file of bars becomes a panel; a bad one gets a sentence with its row and column.</summary>
[TestFixture]
public sealed class PanelFileTests
{
    private const string Good = """
        SELECT * FROM (VALUES
        ('AAA', DATE '2024-01-02', 10.0, 11.0, 9.0, 10.5, 1000::BIGINT),
            ('AAA', DATE '2024-01-03', 10.0, 11.0, 9.0, 10.6, 0),
        ('BBB', DATE '2024-01-03', 20.0, 21.0, 19.0, 20.5, 2000),
            ('BBB', DATE '2024-01-05', 20.0, 21.0, 19.0, 20.6, 2001)
        ) AS t(symbol, date, open, high, low, close, volume)
        """;

    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-panel-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("parquet")]
    [TestCase("csv")]
    public void Load_GoodFile_IsThePanel(string format)
    {
        var panel = PanelFile.Load(Write(Good, format));
        Assert.That(panel.Symbols, Is.EqualTo(new[] { "AAA", "BBB" }));
        Assert.That(panel.Sessions,
            Is.EqualTo(new[] { new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 3), new DateOnly(2024, 1, 5) }));
        Assert.That(panel.Day, Is.EqualTo(new[] { 0, 1, 1, 2 }));
        Assert.That(panel.RowStarts, Is.EqualTo(new[] { 0, 2, 4 }));
        Assert.That(panel.Close, Is.EqualTo(new[] { 10.5, 10.6, 20.5, 20.6 }));
        Assert.That(panel.Volume, Is.EqualTo(new[] { 1000.0, 0, 2000, 2001 }));
        Assert.That(panel.HasSteps, Is.False);
    }

    [TestCase("parquet")]
    [TestCase("csv")]
    public void Load_OptionalColumnsWithUnknownShares_AreTaken(string format)
    {
        var sql =
            $"SELECT *, 1.0 AS price_step, 1.0 AS volume_step, 0.99 AS total_return_step, CASE symbol WHEN 'AAA' "
                + $"THEN 5e6 END AS shares_outstanding FROM ({Good})";
        var panel = PanelFile.Load(Write(sql, format));
        Assert.That(panel.TotalReturnStep, Is.All.EqualTo(0.99));
        Assert.That(panel.SharesOutstanding, Is.EqualTo(new[] { 5e6, 5e6, double.NaN, double.NaN }));
    }

    [Test]
    public void Load_ManyRowGroupsOnManyThreads_IsTheSamePanel()
    {
        var path = Write(
            """
            SELECT 'S' || lpad(s::VARCHAR, 3, '0') AS symbol, DATE '2010-01-04' + d::INT AS date,
                10 + random() AS open, 12.5 AS high, 9.0 AS low, 11 + random() AS close,
                   (1e6 * random())::DOUBLE AS volume FROM range(50) a(s), range(500) b(d) ORDER BY ALL
            """, "parquet", "ROW_GROUP_SIZE 2048");
        var (one, many) = (PanelFile.Load(path), PanelFile.Load(path, 4));
        Assert.That(one.Rows, Is.EqualTo(25_000));
        Assert.That(many.Close, Is.EqualTo(one.Close));
        Assert.That(many.Day, Is.EqualTo(one.Day));
        Assert.That(many.RowStarts, Is.EqualTo(one.RowStarts));
    }

    [TestCase("SELECT * EXCLUDE (close) FROM good", "no column 'close'", "column close")]
    [TestCase("SELECT * EXCLUDE (date, volume) FROM good", "no column 'date', 'volume'", "column date")]
    [TestCase("SELECT * REPLACE ('x' || close AS close) FROM good", "'close' holds", "column close")]
    [TestCase("SELECT * REPLACE (CASE WHEN symbol = 'BBB' THEN -1.0 ELSE open END AS open) FROM good",
        "'open' holds -1", "3, column open")]
    [TestCase("SELECT * REPLACE (CASE WHEN date = DATE '2024-01-05' THEN 0.0 ELSE low END AS low) FROM good",
        "'low' holds 0", "4, column low")]
    [TestCase(
        "SELECT * REPLACE (CASE WHEN date = DATE '2024-01-02' THEN 'NaN'::DOUBLE ELSE high END AS high) FROM good",
        "'high' has no value (or NaN)", "1, column high")]
    [TestCase("SELECT * REPLACE (CASE WHEN date = DATE '2024-01-02' THEN NULL ELSE close END AS close) FROM good",
        "'close' has no value (or NaN)", "1, column close")]
    [TestCase(
        "SELECT * REPLACE (CASE WHEN date = DATE '2024-01-05' THEN 'Infinity'::DOUBLE ELSE close END AS close) FROM "
            + "good", "'close' holds", "4, column close")]
    [TestCase("SELECT * REPLACE (CASE WHEN volume = 0 THEN -5 ELSE volume END AS volume) FROM good",
        "'volume' holds -5", "2, column volume")]
    [TestCase("SELECT * FROM good ORDER BY date = DATE '2024-01-03', symbol", "not sorted: AAA comes after BBB",
        "3, column symbol")]
    [TestCase("SELECT * FROM good ORDER BY symbol, date DESC", "AAA goes back to 2024-01-02 after 2024-01-03",
        "2, column date")]
    [TestCase("SELECT * FROM good ORDER BY symbol DESC, date", "not sorted: AAA comes after BBB", "3, column symbol")]
    [TestCase("SELECT * REPLACE (CASE symbol WHEN 'BBB' THEN DATE '2024-01-05' ELSE date END AS date) FROM good",
        "BBB has the day 2024-01-05 twice", "4, column date")]
    [TestCase("SELECT * REPLACE (CASE WHEN symbol = 'BBB' THEN '' ELSE symbol END AS symbol) FROM good",
        "'symbol' is empty", "3, column symbol")]
    [TestCase("SELECT * REPLACE (CASE WHEN symbol = 'BBB' THEN NULL ELSE date END AS date) FROM good",
        "'date' is empty", "3, column date")]
    [TestCase("SELECT *, 0.0 AS price_step FROM good", "'price_step' holds 0", "1, column price_step")]
    [TestCase("SELECT *, -1.0 AS shares_outstanding FROM good", "'shares_outstanding' holds -1",
        "1, column shares_outstanding")]
    [TestCase("SELECT * FROM good LIMIT 0", "no rows", "bars")]
    public void Load_BadFile_GetsASentenceWithRowAndColumn(string sql, string message, string place)
    {
        foreach (var format in (string[])["parquet", "csv"])
        {
            var error = Refuse(Write(sql.Replace("good", $"({Good})", StringComparison.Ordinal), format));
            Assert.That(error.Message, Does.Contain(message), format);
            var expected = format == "csv" && int.TryParse(place[..1], out var row)
                ? $"line {row + 1}{place[1..]}"
                : place;
            Assert.That(error.Place, Does.Contain(expected), format);
        }
    }

    [TestCase("TIMESTAMPTZ '2024-01-02 21:00:00+00'", "holds instants in UTC", "column date")]
    [TestCase("TIMESTAMP '2024-01-02 16:00:00'", "holds 2024-01-02 16:00:00, a time", "row 1, column date")]
    [TestCase("'2/1/2024'", "'2/1/2024', which is not a day", "row 1, column date")]
    [TestCase("DATE 'infinity'", "a day", "row 1, column date")]
    [TestCase("DATE '0044-03-15 (BC)'", "a day", "row 1, column date")]
    [TestCase("TIMESTAMP 'infinity'", "a day", "row 1, column date")]
    [TestCase("TIMESTAMP '0044-03-15 (BC) 00:00:00'", "a day", "row 1, column date")]
    [TestCase("DATE '9999-12-31'", "a day", "row 1, column date")]
    [TestCase("20240102", "holds values of the type", "column date")]
    public void Load_ParquetWithADateOfAnotherType_IsRefused(string date, string message, string place)
    {
        var error = Refuse(Write($"SELECT * REPLACE ({date} AS date) FROM ({Good}) LIMIT 1", "parquet"));
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Place, Does.Contain(place));
    }

    [Test]
    public void Load_ParquetWithMidnightTimestampsWithoutZone_TakesTheirDays() =>
        Assert.That(
            PanelFile.Load(Write($"SELECT * REPLACE (date::TIMESTAMP AS date) FROM ({Good})", "parquet")).Sessions[^1],
            Is.EqualTo(new DateOnly(2024, 1, 5)));

    [TestCase("AAA,2024-01-02T16:00:00-05:00,1,1,1,1,1", "an instant", "line 2, column date")]
    [TestCase("AAA,01/02/2024,1,1,1,1,1", "which is not a day", "line 2, column date")]
    [TestCase("AAA,2024-02-30,1,1,1,1,1", "which is not a day", "line 2, column date")]
    [TestCase("AAA,2024-01-02,1,1,1,abc,1", "'close' holds 'abc', which is not a number", "line 2, column close")]
    [TestCase("AAA,2024-01-02,1,1,1,1", "fewer fields", "line 2")]
    [TestCase("AAA,2024-01-02,1,1,1,1,1,1", "more fields", "line 2")]
    [TestCase("", "no rows", "bars.csv")]
    public void Load_CsvWithABadLine_IsRefused(string line, string message, string place)
    {
        var path = Path.Combine(folder, "bars.csv");
        File.WriteAllText(path, $"symbol,date,open,high,low,close,volume\n{line}\n");
        var error = Refuse(path);
        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Place, Does.Contain(place));
    }

    [Test]
    public void Load_CsvWithACommaInQuotesAndBlankLines_IsReadAndItsLinesNamed()
    {
        var path = Path.Combine(folder, "bars.csv");
        const string text =
            "symbol,date,open,high,low,close,volume,industry\nAAA,2024-01-02,1,1,1,1,1,\"Oil, "
                + "Gas\"\n\n\"AAA\",2024-01-03,1,1,1,1,1,\n";
        File.WriteAllText(path, text);
        var panel = PanelFile.Load(path);
        Assert.That((panel.Rows, panel.IndustryNames[0]), Is.EqualTo((2, "Oil, Gas")));
        File.WriteAllText(path, text + "AAA,2024-01-03,1,1,1,1,1,\n");
        Assert.That(Refuse(path).Place, Does.EndWith("line 5, column date"));
    }

    [Test]
    public void Load_FileThatIsNoParquet_IsRefused()
    {
        var path = Path.Combine(folder, "bars.parquet");
        File.WriteAllText(path, "");
        Assert.That(Refuse(path).Message, Does.Contain("Parquet"), "empty");
        File.WriteAllText(path, "symbol,date,open\nAAA,2024-01-02,1\n");
        Assert.That(Refuse(path).Message, Does.Contain("Parquet"), "text");
        var whole = File.ReadAllBytes(Write(Good, "parquet"));
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.That(Refuse(path).Message, Does.Contain("Parquet"), "cut off");
        File.WriteAllBytes(path, [.. whole[..4], .. new byte[whole.Length - 200], .. whole[^196..]]);
        Assert.That(Refuse(path).ExitCode, Is.EqualTo(2), "damaged");
        Assert.That(Refuse(Path.Combine(folder, "none.parquet")).Message, Does.Contain("does not exist"));
    }

    private static TradeMLException Refuse(string path)
    {
        var error = Assert.Throws<TradeMLException>(() => PanelFile.Load(path, 2))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        return error;
    }

    private string Write(string sql, string format, string? option = null)
    {
        var path = Path.Combine(folder, $"bars.{format}");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path}' (FORMAT {format}{(option is null ? "" : $", {option}")})";
        command.ExecuteNonQuery();
        return path;
    }
}
