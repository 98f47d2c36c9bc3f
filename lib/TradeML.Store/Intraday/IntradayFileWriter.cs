using TradeML.Core.Files;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Intraday;

/// <summary>
/// Writes intraday features as one Parquet file, symbol after symbol: <c>symbol</c>, <c>ts</c> (UTC) or <c>date</c>,
/// and a float column a feature, NaN as NULL. The file appears under its name when <see cref="Finish"/> is reached, or
/// not at all.
/// </summary>
internal sealed class IntradayFileWriter : IDisposable
{
    private const int GroupRows = 122_880;
    private readonly IReadOnlyList<string> names;
    private readonly bool minutes;
    private readonly OutputFile file;
    private readonly List<(string Symbol, int Rows)> symbols = [];
    private readonly long[] keys = new long[GroupRows];
    private readonly float[][] columns;
    private readonly List<(int, long, WrittenColumn[])> groups = [];
    private readonly WrittenGroup group;
    private int rows;

    internal IntradayFileWriter(string path, IReadOnlyList<string> names, bool minutes)
    {
        (this.names, this.minutes) = (names, minutes);
        columns = [.. names.Select(_ => new float[GroupRows])];
        Unknown = new long[names.Count];
        group = new((GroupRows * sizeof(float) * (names.Count + 2)) + (1 << 16));
        file = new(path);
        file.Append("PAR1"u8.ToArray());
    }

    /// <summary>Number of unknown values of each feature.</summary>
    internal long[] Unknown { get; }

    /// <summary>Rows so far.</summary>
    internal long Rows { get; private set; }

    /// <summary>Adds rows of one symbol; symbols come in ascending order.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="keys">Microseconds since 1970 in UTC, or days since then.</param>
    /// <param name="values">Column after column.</param>
    internal void Add(string symbol, ReadOnlySpan<long> keys, ReadOnlySpan<float> values)
    {
        var length = keys.Length;
        for (var done = 0; done < length;)
        {
            var count = Math.Min(GroupRows - rows, length - done);
            keys.Slice(done, count).CopyTo(this.keys.AsSpan(rows));
            for (var column = 0; column < columns.Length; column++)
                values.Slice((column * length) + done, count).CopyTo(columns[column].AsSpan(rows));
            symbols.Add((symbol, count));
            rows += count;
            done += count;
            if (rows == GroupRows) Flush();
        }

        Rows += length;
    }

    internal void Finish()
    {
        Flush();
        file.Append(ParquetFooter.Of(names, groups, [], minutes));
        file.Commit();
    }

    public void Dispose() => file.Dispose();

    private void Flush()
    {
        if (rows == 0) return;
        group.Reset(rows);
        group.Add(symbols);
        if (minutes) group.Add(keys.AsSpan(0, rows));
        else group.Add(Array.ConvertAll(keys[..rows], key => (int)key));
        foreach (var column in columns) group.Add(column.AsSpan(0, rows));
        for (var column = 0; column < columns.Length; column++) Unknown[column] += group.Columns[column + 2].Unknown;
        groups.Add((rows, file.Length, [.. group.Columns]));
        file.Append(group.Bytes);
        rows = 0;
        symbols.Clear();
    }
}
