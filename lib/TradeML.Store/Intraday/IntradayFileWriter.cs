using Microsoft.Win32.SafeHandles;
using TradeML.Core.Errors;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Intraday;

/// <summary>
/// Writes intraday features as one Parquet file, symbol after symbol: <c>symbol</c>, <c>ts</c> (UTC) or <c>date</c>, and a float column a feature, NaN as NULL. The
/// file appears under its name when <see cref="Finish"/> is reached, or not at all.
/// </summary>
internal sealed class IntradayFileWriter : IDisposable
{
    private const int GroupRows = 122_880;
    private readonly string path;
    private readonly IReadOnlyList<string> names;
    private readonly bool minutes;
    private readonly SafeFileHandle file;
    private readonly List<(string Symbol, int Rows)> symbols = [];
    private readonly long[] keys = new long[GroupRows];
    private readonly float[][] columns;
    private readonly List<(int, long, WrittenColumn[])> groups = [];
    private readonly WrittenGroup group;
    private int rows;
    private long end = 4;

    internal IntradayFileWriter(string path, IReadOnlyList<string> names, bool minutes)
    {
        (this.path, this.names, this.minutes) = (path, names, minutes);
        columns = [.. names.Select(_ => new float[GroupRows])];
        Unknown = new long[names.Count];
        group = new((GroupRows * sizeof(float) * (names.Count + 2)) + (1 << 16));
        file = Storing(() => File.OpenHandle(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None));
        Storing(() => RandomAccess.Write(file, "PAR1"u8, 0));
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
            for (var column = 0; column < columns.Length; column++) values.Slice((column * length) + done, count).CopyTo(columns[column].AsSpan(rows));
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
        Storing(() =>
        {
            RandomAccess.Write(file, ParquetFooter.Of(names, groups, [], minutes).Span, end);
            file.Dispose();
            File.Move(path + ".tmp", path, overwrite: true);
        });
    }

    public void Dispose()
    {
        if (file is null) return;
        file.Dispose();
        if (File.Exists(path + ".tmp")) File.Delete(path + ".tmp");
    }

    private void Flush()
    {
        if (rows == 0) return;
        group.Reset(rows);
        group.Add(symbols);
        if (minutes) group.Add(keys.AsSpan(0, rows));
        else group.Add(Array.ConvertAll(keys[..rows], key => (int)key));
        foreach (var column in columns) group.Add(column.AsSpan(0, rows));
        for (var column = 0; column < columns.Length; column++) Unknown[column] += group.Columns[column + 2].Unknown;
        groups.Add((rows, end, [.. group.Columns]));
        Storing(() => RandomAccess.Write(file, group.Bytes.Span, end));
        end += group.Bytes.Length;
        rows = 0;
        symbols.Clear();
    }

    private void Storing(Action action) => Storing(() =>
    {
        action();
        return true;
    });

    private T Storing<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TradeMLException(ErrorKind.Storage, $"The file can't be written: {e.Message}", path, "Check the folder, its permissions and the free space.", e);
        }
    }
}
