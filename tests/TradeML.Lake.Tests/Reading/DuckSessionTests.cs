using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Reading;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Reading;

[TestFixture]
public sealed class DuckSessionTests
{
    private TemporaryLake temporary = null!;
    private DuckSession session = null!;

    [OneTimeSetUp]
    public void Open()
    {
        temporary = new TemporaryLake();
        session = temporary.Lake.OpenSession();
    }

    [OneTimeTearDown]
    public void Close()
    {
        session.Dispose();
        temporary.Dispose();
    }

    [TestCase("SELECT * FROM raw.nothing", "does not exist")]
    [TestCase("SELEC 1", "syntax error")]
    [TestCase("SELECT CAST('x' AS INTEGER)", "Could not convert")]
    public void Query_WrongSql_IsBadInputWithDuckDbsText(string sql, string text)
    {
        var error = Assert.Throws<TradeMLException>(() => session.Query(sql));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(text));
    }

    [Test]
    public void Query_EveryType_ReadsAsItsArray()
    {
        var row = session.Query(
            """
            SELECT 1::TINYINT, 2::SMALLINT, 3::INTEGER, 4::BIGINT, 5::HUGEINT, 6::UTINYINT, 1.25::DECIMAL(4, 2),
                1.5::FLOAT, true,
                   DATE '1969-12-31', TIMESTAMP '2024-01-02 03:04:05.000006', TIMESTAMPTZ '2024-01-02 03:04:05+01',
                       'text', NULL, sum(7::BIGINT)
            """);
        using (Assert.EnterMultipleScope())
        {
            for (var i = 0; i < 6; i++) Assert.That(row.Longs(i), Is.EqualTo([i + 1]));
            Assert.That(row.Decimals(6), Is.EqualTo([1.25m]));
            Assert.That(row.Doubles(6), Is.EqualTo([1.25]));
            Assert.That(row.Doubles(7), Is.EqualTo([1.5]));
            Assert.That(row.Bools(8), Is.EqualTo([true]));
            Assert.That(row.Dates(9), Is.EqualTo([new DateOnly(1969, 12, 31)]));
            Assert.That(row.Instants(10),
                Is.EqualTo([new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddMicroseconds(6)]));
            Assert.That(row.Instants(11), Is.EqualTo([new DateTime(2024, 1, 2, 2, 4, 5, DateTimeKind.Utc)]));
            Assert.That(row.Texts(12), Is.EqualTo(["text"]));
            Assert.That(row.Value(13, 0), Is.Null);
            Assert.That(row.Longs(14), Is.EqualTo([7]));
        }
    }

    [TestCase("DATE 'infinity'", "a day outside the years 1 to 9999")]
    [TestCase("DATE '0044-03-15 (BC)'", "a day outside the years 1 to 9999")]
    [TestCase("TIMESTAMP 'infinity'", "an instant outside the years 1 to 9999")]
    [TestCase("TIMESTAMP '-infinity'", "an instant outside the years 1 to 9999")]
    [TestCase("TIMESTAMPTZ '294246-12-31 00:00:00+00'", "an instant outside the years 1 to 9999")]
    [TestCase("18446744073709551615::UBIGINT", "beyond 64 bits")]
    [TestCase("170141183460469231731687303715884105727::HUGEINT", "beyond 64 bits")]
    [TestCase("99999999999999999999999999999999999999::DECIMAL(38, 0)", "more than 28 digits")]
    public void Query_ValueBeyondItsArray_IsASentenceThatSaysHowToReadIt(string value, string words)
    {
        var error = Assert.Throws<TradeMLException>(() => session.Query($"SELECT {value} AS a"));
        Assert.That((error!.Kind, error.Message), Is.EqualTo((ErrorKind.BadInput, error.Message)));
        Assert.That(error.Message, Does.Contain("Column 'a' holds").And.Contain(words));
        Assert.That(error.Remedy, Does.StartWith("Write CAST("));
    }

    [TestCase("DATE '0001-01-01'")]
    [TestCase("DATE '9999-12-31'")]
    [TestCase("TIMESTAMP '0001-01-01 00:00:00'")]
    [TestCase("TIMESTAMP '9999-12-31 23:59:59.999999'")]
    [TestCase("9223372036854775807::UBIGINT")]
    [TestCase("79228162514264337593543950335::DECIMAL(38, 0)")]
    public void Query_ValueAtTheEndOfItsArray_IsRead(string value) =>
        Assert.That(session.Query($"SELECT {value}").Value(0, 0), Is.Not.Null);

    [Test]
    public void Query_Parameters_ArriveInTheirTypes()
    {
        var row = session.Query(
            "SELECT $1 + 1, $2 || '!', $3::DATE + 1, $4::DOUBLE * 2, $5 IS NULL", 41L, "it's",
            new DateOnly(2024, 2, 28), 1.5, null);
        Assert.That(
            (row.Longs(0)[0], row.Texts(1)[0], row.Dates(2)[0], row.Doubles(3)[0], row.Bools(4)[0]),
            Is.EqualTo((42L, "it's!", new DateOnly(2024, 2, 29), 3.0, true)));
    }

    [Test]
    public void Query_ManyRows_KeepsEveryValueInOrder()
    {
        var rows = session.Query(
            "SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE i * 0.5::DOUBLE END, 'value number ' || (i % 10) FROM "
                + "range(10000) r(i) ORDER BY i");
        Assert.That(rows.Longs(0), Is.EqualTo(Enumerable.Range(0, 10000).Select(i => (long)i)));
        Assert.That(rows.Doubles(1),
            Is.EqualTo(Enumerable.Range(0, 10000).Select(i => i % 7 == 0 ? double.NaN : i * 0.5)));
        Assert.That(rows.Texts(2), Is.EqualTo(Enumerable.Range(0, 10000).Select(i => $"value number {i % 10}")));
    }

    [Test]
    public void CreateTable_Arrays_ComeBackEqual()
    {
        var days = Enumerable.Range(0, 5000).Select(Bars.Start.AddDays).ToArray();
        var numbers = Enumerable.Range(0, 5000).Select(i => i % 3 == 0 ? double.NaN : i).ToArray();
        var texts = Enumerable.Range(0, 5000).Select(i => i % 5 == 0 ? null : $"a rather long text {i}").ToArray();
        var counts = Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? (long?)null : i).ToArray();
        session.CreateTable("given", ("day", days), ("number", numbers), ("label", texts), ("n", counts));
        var back = session.Query("SELECT day, number, label, n FROM given ORDER BY day");
        Assert.That(back.Dates(0), Is.EqualTo(days));
        Assert.That(back.Doubles(1), Is.EqualTo(numbers));
        Assert.That(back.Texts(2), Is.EqualTo(texts));
        Assert.That(back.NullableLongs(3), Is.EqualTo(counts));
    }

    [Test]
    public void RegisterAll_EmptyLake_EveryTableIsAnEmptyViewWithItsColumns()
    {
        session.RegisterAll();
        foreach (var table in temporary.Lake.Contracts.Tables.Where(t => TableViews.IsOfFiles(t.Name)))
        {
            var rows = session.Query($"SELECT * FROM {TableViews.NameOf(table.Name)}");
            Assert.That(rows.RowCount, Is.Zero);
            Assert.That(Enumerable.Range(0, rows.ColumnCount).Select(rows.Name),
                Is.EqualTo(table.Columns.Select(c => c.Name)));
        }
    }

    [Test]
    public void Execute_Extension_IsNotFetchedFromTheNetwork() =>
        Assert.That(
            session.Query(
                "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', "
                    + "'autoload_known_extensions')").Texts(0), Is.All.EqualTo("false"));

    [Test]
    public async Task Register_MoreThanFiveHundredFiles_AreAllRead()
    {
        using var many = new TemporaryLake();
        var writes = Enumerable.Range(0, 520)
            .Select(i => new LakeWrite(Bars.Spec($"S{i}", Bars.Start, 2), Bars.Batch($"S{i}", Bars.Start, 2, i)))
            .ToList();
        await many.Lake.Writer.WriteManyAsync(writes);
        using var reading = many.Lake.OpenSession();
        reading.Register(Bars.Table);
        var sum = reading.Query("SELECT count(*), count(DISTINCT symbol), sum(open) FROM raw.equities_bars");
        Assert.That((sum.Longs(0)[0], sum.Longs(1)[0], sum.Doubles(2)[0]),
            Is.EqualTo((1040L, 520L, 519 * 520.0 + 520)));
        Assert.That(many.Lake.Reader.ReadBatch(Bars.Table, filter: new() { Symbols = ["S7"] }).RowCount, Is.EqualTo(2));
    }

    [Test]
    public void ReadBatch_WrongCondition_IsBadInput() =>
        Assert.That(() => temporary.Lake.Reader.ReadBatch(Bars.Table, "nothing > 1"),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
}
