using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>A page of the table <c>partition_day</c> in the order of its key, as arrays; each read goes on where the last one stopped.</summary>
internal sealed class StatusPage
{
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);
    private long afterSeries = long.MinValue, afterDay = long.MinValue;

    public int Count { get; private set; }

    public long[] Series { get; private set; } = [];

    public long[] Day { get; private set; } = [];

    public int[] Status { get; private set; } = [];

    public double[] Score { get; private set; } = [];

    public long[] Rows { get; private set; } = [];

    public long?[] Expected { get; private set; } = [];

    public string?[] Code { get; private set; } = [];

    public long[] First { get; private set; } = [];

    public long[] Last { get; private set; } = [];

    public void Read(ControlStore control, int size)
    {
        if (Series.Length != size)
        {
            (Series, Day, Status, Score, Rows) = (new long[size], new long[size], new int[size], new double[size], new long[size]);
            (Expected, Code, First, Last) = (new long?[size], new string?[size], new long[size], new long[size]);
        }

        Count = control.Read(r => Fill(r, size));
        if (Count > 0) (afterSeries, afterDay) = (Series[Count - 1], Day[Count - 1]);
    }

    private int Fill(ControlReader control, int size)
    {
        using var command = control.Connection.CreateCommand();
        command.CommandText =
            """
            SELECT series_id, day, status, qc_score, row_count, expected_rows, qc_code, first_observed_at, last_observed_at
            FROM partition_day WHERE (series_id, day) > (@series, @day) ORDER BY series_id, day LIMIT @size
            """;
        command.Parameters.AddWithValue("@series", afterSeries);
        command.Parameters.AddWithValue("@day", afterDay);
        command.Parameters.AddWithValue("@size", size);
        using var reader = command.ExecuteReader();
        var n = 0;
        for (; reader.Read(); n++)
        {
            Series[n] = reader.GetInt64(0);
            Day[n] = reader.GetInt64(1);
            Status[n] = reader.GetInt32(2);
            Score[n] = reader.IsDBNull(3) ? double.NaN : reader.GetDouble(3);
            Rows[n] = reader.GetInt64(4);
            Expected[n] = reader.IsDBNull(5) ? null : reader.GetInt64(5);
            Code[n] = reader.IsDBNull(6) ? null : Shared(reader.GetString(6));
            First[n] = reader.GetInt64(7);
            Last[n] = reader.GetInt64(8);
        }

        return n;
    }

    private string Shared(string code)
    {
        if (codes.TryGetValue(code, out var known)) return known;
        return codes[code] = code;
    }
}
