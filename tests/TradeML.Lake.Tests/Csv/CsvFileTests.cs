using System.IO.Compression;
using System.Text;
using FsCheck;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Lake.Csv;

namespace TradeML.Lake.Tests.Csv;

/// <summary>
/// The reader of CSV files: what is written comes back, and what can be meant in two ways is refused with its place.
/// </summary>
[TestFixture]
public sealed class CsvFileTests
{
    private string folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-csv-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(folder, true);

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool ReadAll_AnyCellsWrittenByTheRules_AreTheCells(
        PositiveInt columns, NonNull<string>[] cells, bool windows, bool quotesAll)
    {
        var width = (columns.Get % 4) + 1;
        var rows = cells.Select(c => c.Get).Where(IsText).Chunk(width).Where(c => c.Length == width).ToList();
        var end = windows ? "\r\n" : "\n";
        string Cell(string text) => quotesAll || text.Trim().Length == 0 || text.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
        var lines = rows.Prepend([.. Enumerable.Range(0, width).Select(i => $"c{i}")])
            .Select(row => string.Join(',', row.Select(Cell)) + end);
        using var file = CsvFile.Open(Write("any.csv", string.Concat(lines)));
        foreach (var row in rows)
        {
            if (!file.Read()) return false;
            for (var i = 0; i < width; i++)
                if (file.Cell(i).ToString() != row[i]) return false;
        }

        return !file.Read();
    }

    [FsCheck.NUnit.Property]
    public bool Number_AnyFiniteNumberWritten_IsTheNumberToTheBit(NormalFloat number, bool quoted)
    {
        var text = number.Get.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        using var file = CsvFile.Open(Write("numbers.csv", $"a,b\n{(quoted ? $"\"{text}\"" : text)},1\n"));
        return file.Read()
            && BitConverter.DoubleToInt64Bits(file.Number(0)) == BitConverter.DoubleToInt64Bits(number.Get);
    }

    [FsCheck.NUnit.Property]
    public bool Instant_AnyInstantWithAnyOffset_IsTheInstant(DateTime any, int offset)
    {
        var utc = new DateTime(any.Ticks - (any.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        if (utc.Year is < 2 or > 9998) return true;
        var local = new DateTimeOffset(utc).ToOffset(TimeSpan.FromMinutes(offset % 840));
        string[] ways = [$"{utc:yyyy-MM-ddTHH:mm:ssZ}", $"{local:yyyy-MM-ddTHH:mm:sszzz}",
            $"{local:yyyy-MM-dd HH:mm:ss.ffzzz}", $"\"{utc:yyyy-MM-dd HH:mm:ss}Z\""];
        using var file = CsvFile.Open(Write("instants.csv", "ts\n" + string.Join('\n', ways)));
        return ways.All(_ => file.Read() && file.Instant(0) == utc && file.Instant(0)!.Value.Kind == DateTimeKind.Utc);
    }

    [Test]
    public void Line_AfterBlankLinesAndQuotedLineBreaks_IsTheLineOfTheFile()
    {
        using var file = CsvFile.Open(
            Write("bars.csv",
                "\n Symbol ,\"note, long\"\r\nA,x\n\n   \n\"B\",\"two\r\nlines\"\nC,\"\"\"q\"\"\"\n\n\n"));
        Assert.That(file.Columns, Is.EqualTo(new[] { "symbol", "note, long" }));
        var rows = new List<(string, string, long)>();
        while (file.Read()) rows.Add((file.Text(0).ToString(), file.Cell(1).ToString(), file.Line));
        Assert.That(rows, Is.EqualTo(new[] { ("A", "x", 3L), ("B", "two\r\nlines", 6L), ("C", "\"q\"", 8L) }));
        Assert.That(new[] { file.Lines.Of(0), file.Lines.Of(1), file.Lines.Of(2) }, Is.EqualTo(new[] { 3L, 6L, 8L }));
    }

    [TestCase("a.csv", "\uFEFFsymbol,close\nA,1.5\n")]
    [TestCase("a.csv", "symbol;close\r\nA;1.5")]
    [TestCase("a.CSV", "close\tsymbol\n1.5\t \"A\" \n")]
    [TestCase("a.tsv", "note,\tSYMBOL\tclose\nx,y\tA \t1.5\n")]
    [TestCase("a.csv.gz", "symbol,close\nA,1.5\n")]
    public void Read_OfEveryKind_FindsTheCells(string name, string text)
    {
        using var file = CsvFile.Open(Write(name, text));
        Assert.That(CsvFile.IsCsv(name), Is.True);
        Assert.That(file.Read(), Is.True);
        Assert.That(file.Name(file.IndexOf("symbol")).ToString(), Is.EqualTo("A"));
        Assert.That(file.Number(file.IndexOf("close")), Is.EqualTo(1.5));
        Assert.That((file.Read(), file.Rows), Is.EqualTo((false, 1L)));
    }

    [TestCase("", "is empty", "a.csv")]
    [TestCase("\n \n", "is empty", "a.csv")]
    [TestCase("symbol,close\nA,1\nB,1,2\n", "3 fields, more fields than the header (2)", "a.csv, line 3, column 1")]
    [TestCase("symbol,close\n\nA\n", "1 fields, fewer fields than the header (2)", "a.csv, line 3, column 1")]
    [TestCase("symbol,Close,close\nA,1,2\n", "'close' is there twice (columns 2 and 3)", "a.csv, line 1, column close")]
    [TestCase("\n\nsymbol,close,close\nA,1,2\n", "is there twice", "a.csv, line 3, column close")]
    [TestCase("date,close\n1,2\n", "no column 'symbol'", "a.csv, line 1, column symbol")]
    [TestCase("symbol,close\nA,1\n\"B,2\n\"C\",3\n", "a quote is never closed", "a.csv, line 3, column symbol")]
    [TestCase("symbol,close\nA,\"1\nB,2\n", "a quote is never closed", "a.csv, line 2, column close")]
    [TestCase("symbol,close\n\"A\"x,1\n", "text follows a closing quote", "a.csv, line 2, column symbol")]
    [TestCase("symbol,close\nA\"\"x,1\n", "a quote stands within a cell", "a.csv, line 2, column symbol")]
    [TestCase("symbol,close\n\" \",1\n", "'symbol' is empty", "a.csv, line 2, column symbol")]
    [TestCase("symbol,close\n\"A\nB\",1\n", "a control character", "a.csv, line 2, column symbol")]
    [TestCase("symbol,close\nA,\"10,3\"\n", "'10,3', which is not a number", "a.csv, line 2, column close")]
    [TestCase("symbol,close\nA,1.5x\n", "'1.5x', which is not a number", "a.csv, line 2, column close")]
    [TestCase("symbol,close\nA,0x10\n", "'0x10', which is not a number", "a.csv, line 2, column close")]
    [TestCase("symbol,day\nA,04/03/2024\n", "'04/03/2024', which is not a day", "a.csv, line 2, column day")]
    [TestCase("symbol,day\nA,2024-02-30\n", "'2024-02-30', which is not a day", "a.csv, line 2, column day")]
    [TestCase("symbol,day\nA,12024-01-02\n", "'12024-01-02', which is not a day", "a.csv, line 2, column day")]
    [TestCase("symbol,day\nA,2024-01-02T16:00:00-05:00\n", "an instant", "a.csv, line 2, column day")]
    [TestCase("symbol,ts\nA,04/03/2024 14:30:00Z\n", "which is not an instant with its time zone",
        "a.csv, line 2, column ts")]
    [TestCase("symbol,ts\nA,03/04/24 14:30Z\n", "which is not an instant with its time zone",
        "a.csv, line 2, column ts")]
    [TestCase("symbol,ts\nA,2024-03-04T14:30:00\n", "which is not an instant with its time zone",
        "a.csv, line 2, column ts")]
    [TestCase("symbol,ts\nA,2024-03-04\n", "which is not an instant with its time zone", "a.csv, line 2, column ts")]
    [TestCase("symbol,ts\nA,2024-02-30T14:30:00Z\n", "which is not an instant with its time zone",
        "a.csv, line 2, column ts")]
    [TestCase("symbol,ts\nA,2024-03-04T24:30:00Z\n", "which is not an instant with its time zone",
        "a.csv, line 2, column ts")]
    public void Read_FileWithAFault_IsRefusedWithItsPlace(string text, string words, string place) =>
        Refused(Write("a.csv", text), words, place);

    [Test]
    public void Open_FileInAnotherEncoding_IsCalledByIt()
    {
        var text = "symbol,name\nA,x\nB,Sociét\u00E9\n";
        Refused(Write("latin.csv", text, Encoding.Latin1), "not UTF-8 (byte E9), but Latin-1",
            "latin.csv, line 3, column name");
        Refused(Write("le.csv", text, Encoding.Unicode), "is UTF-16", "le.csv");
        Refused(Write("be.csv", text, Encoding.BigEndianUnicode), "is UTF-16", "be.csv");
        Refused(Write("bare.csv", text, new UnicodeEncoding(false, false)), "is UTF-16", "bare.csv");
        Refused(Write("no.csv", "PAR1\0\0\0PAR1"), "is no text", "no.csv");
        Refused(
            Write("far.csv", "symbol,name\n" + string.Concat(Enumerable.Repeat("A,x\n", 100_000)) + "B,\u00E9\n",
                Encoding.Latin1), "byte E9", "far.csv, line 100002, column name");
        Refused(Path.Combine(folder, "none.csv"), "does not exist", "none.csv");
    }

    [TestCase("2024-03-04", 2024, 3, 4)]
    [TestCase(" 2024-3-4 ", 2024, 3, 4)]
    [TestCase("2024/03/04", 2024, 3, 4)]
    [TestCase("\"2024-02-29\"", 2024, 2, 29)]
    [TestCase("2024-03-04 00:00:00", 2024, 3, 4)]
    [TestCase("9999-12-31", 9999, 12, 31)]
    [TestCase("0001-01-01", 1, 1, 1)]
    public void Day_OfIsoOrder_IsTheDay(string text, int year, int month, int day)
    {
        using var file = CsvFile.Open(Write("days.csv", $"day,x\n{text},\n"));
        Assert.That(file.Read(), Is.True);
        Assert.That(file.Day(0), Is.EqualTo(new DateOnly(year, month, day)));
        Assert.That((file.Day(1), file.Day(-1), file.Instant(1), file.TextOrNull(1), file.Number(1)),
            Is.EqualTo(((DateOnly?)null, (DateOnly?)null, (DateTime?)null, (string?)null, double.NaN)));
    }

    /// <summary>Whether UTF-8 can hold it, and no zero byte makes it something else.</summary>
    private static bool IsText(string text)
    {
        if (text.Contains('\0')) return false;
        var at = 0;
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune)) at += rune.Utf16SequenceLength;
        return at == text.Length;
    }

    private static void Refused(string path, string words, string place)
    {
        var error = Assert.Throws<TradeMLException>(() =>
        {
            using var file = CsvFile.Open(path);
            var symbol = file.Require(["symbol"])[0];
            int close = file.IndexOf("close"), ts = file.IndexOf("ts");
            while (file.Read())
            {
                _ = file.Name(symbol);
                _ = file.Day(file.IndexOf("day"));
                if (close >= 0) _ = file.Number(close);
                if (ts >= 0) _ = file.Instant(ts);
            }
        })!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Place, Does.EndWith(place));
        Assert.That(error.Remedy, Is.Not.Empty);
    }

    private string Write(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(folder, name);
        encoding ??= new UTF8Encoding(false);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.Create(path), CompressionLevel.Fastest)
            : File.Create(path);
        stream.Write(bytes);
        return path;
    }
}
