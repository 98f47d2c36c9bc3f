using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>
/// A page of the table <c>partition_day</c> in the order of its key, as arrays; each read goes on where the last one
/// stopped.
/// </summary>
internal sealed class StatusPage
{
    private const string ReadSql = """
        SELECT series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at
        FROM partition_day WHERE (series_id, day) > (?1, ?2) ORDER BY series_id, day
        """;

    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private byte[] lastCodeBytes = [];
    private string lastCode = "";
    private long afterSeries = long.MinValue, afterDay = long.MinValue;

    public int Count { get; private set; }

    public int[] Series { get; private set; } = [];

    public int[] Day { get; private set; } = [];

    public int[] Status { get; private set; } = [];

    public double[] Score { get; private set; } = [];

    public long[] Rows { get; private set; } = [];

    public long?[] Expected { get; private set; } = [];

    public string?[] Code { get; private set; } = [];

    public long[] First { get; private set; } = [];

    public long[] Last { get; private set; } = [];

    public void Read(ControlStore control, int size)
    {
        Resize(size);
        Count = control.Read(r => r.Dialect.IsPostgres ? FillFromPostgres(r, size) : Fill(r, size));
        Resize(Count);
        if (Count > 0) (afterSeries, afterDay) = (Series[Count - 1], Day[Count - 1]);
    }

    /// <summary>The page as columns of equal length, named as in the table.</summary>
    public (string Name, Array Values)[] Columns() =>
    [
        ("series_id", Series), ("day", Day), ("status", Status), ("qc_score", Score), ("row_count", Rows),
        ("expected_rows", Expected), ("qc_code", Code),
        ("first_observed_at", First), ("last_observed_at", Last),
    ];

    /// <summary>Makes the arrays long enough to be written by the caller.</summary>
    public void Begin(int size)
    {
        Resize(size);
        Count = 0;
    }

    /// <summary>Adds a row after <see cref="Begin"/>.</summary>
    public void Add(int series, int day, int status, long? expected, string code, long first, long last)
    {
        var n = Count++;
        (Series[n], Day[n], Status[n], Score[n], Rows[n]) = (series, day, status, status * 0.5, 0);
        (Expected[n], Code[n], First[n], Last[n]) = (expected, code, first, last);
    }

    /// <summary>Cuts the arrays to what was added.</summary>
    public void End() => Resize(Count);

    private void Resize(int size)
    {
        if (Series.Length == size) return;
        (Series, Day, Status, Score, Rows) = (Sized(Series), Sized(Day), Sized(Status), Sized(Score), Sized(Rows));
        (Expected, Code, First, Last) = (Sized(Expected), Sized(Code), Sized(First), Sized(Last));

        T[] Sized<T>(T[] array)
        {
            Array.Resize(ref array, size);
            return array;
        }
    }

    // SQLite's own functions: the provider's reader costs several times as much as the reading.
    private int Fill(ControlReader control, int size)
    {
        var db = ((SqliteConnection)control.Connection).Handle!;
        Require(raw.sqlite3_prepare_v2(db, ReadSql, out var statement), raw.SQLITE_OK, db);
        using (statement)
        {
            Require(raw.sqlite3_bind_int64(statement, 1, afterSeries), raw.SQLITE_OK, db);
            Require(raw.sqlite3_bind_int64(statement, 2, afterDay), raw.SQLITE_OK, db);
            var n = 0;
            int state;
            while ((state = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                Series[n] = raw.sqlite3_column_int(statement, 0);
                Day[n] = raw.sqlite3_column_int(statement, 1);
                Status[n] = raw.sqlite3_column_int(statement, 2);
                Score[n] = IsNull(statement, 3) ? double.NaN : raw.sqlite3_column_double(statement, 3);
                Rows[n] = raw.sqlite3_column_int64(statement, 4);
                Expected[n] = IsNull(statement, 5) ? null : raw.sqlite3_column_int64(statement, 5);
                Code[n] = IsNull(statement, 6) ? null : Shared(raw.sqlite3_column_blob(statement, 6));
                First[n] = raw.sqlite3_column_int64(statement, 7);
                Last[n] = raw.sqlite3_column_int64(statement, 8);
                if (++n == size) return n;
            }

            Require(state, raw.SQLITE_DONE, db);
            return n;
        }
    }

    private int FillFromPostgres(ControlReader control, int size)
    {
        using var row = control.Read(
            """
            SELECT series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at,
                last_observed_at
            FROM partition_day WHERE (series_id, day) > (@series, @day) ORDER BY series_id, day LIMIT @size
            """, new { series = afterSeries, day = afterDay, size });
        var n = 0;
        for (; row.Read(); n++)
        {
            (Series[n], Day[n], Status[n], Rows[n]) = (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2),
                row.GetInt64(4));
            Score[n] = row.IsDBNull(3) ? double.NaN : row.GetDouble(3);
            Expected[n] = row.IsDBNull(5) ? null : row.GetInt64(5);
            Code[n] = row.IsDBNull(6) ? null : Shared(row.GetString(6));
            (First[n], Last[n]) = (row.GetInt64(7), row.GetInt64(8));
        }

        return n;
    }

    private static bool IsNull(sqlite3_stmt statement, int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    private static void Require(int state, int wanted, sqlite3 db)
    {
        if (state != wanted) throw new SqliteException(raw.sqlite3_errmsg(db).utf8_to_string(), state);
    }

    // Codes are few, and neighbours mostly share theirs.
    private string Shared(ReadOnlySpan<byte> code)
    {
        if (code.SequenceEqual(lastCodeBytes)) return lastCode;
        var text = Encoding.UTF8.GetString(code);
        if (!codes.TryGetValue(text, out var known)) codes[text] = known = text;
        (lastCodeBytes, lastCode) = (code.ToArray(), known);
        return known;
    }

    private string Shared(string code) => codes.TryGetValue(code, out var known) ? known : codes[code] = code;
}
