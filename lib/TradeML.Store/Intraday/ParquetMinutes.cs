using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Lake.Parquet.Foreign;
using TradeML.Store.Bars;

namespace TradeML.Store.Intraday;

/// <summary>Reads minute bars from a Parquet file, a row group at a time, its columns side by side.</summary>
internal sealed class ParquetMinutes : IDisposable
{
    private static readonly ColumnNeed[] Needs =
    [
        new(MinuteColumn.Symbol, CellKind.Text), new(MinuteColumn.Start, CellKind.Instant),
        .. MinuteColumn.Numbers
            .Select(name => new ColumnNeed(name, CellKind.Number, Array.IndexOf(MinuteColumn.Needed, name) >= 0)),
    ];

    private readonly SafeFileHandle file;
    private readonly ParquetReader reader;
    private readonly DataField symbol, start;
    private readonly DataField?[] numbers;

    private ParquetMinutes(string path)
    {
        file = File.OpenHandle(path);
        reader = ParquetReader.CreateAsync(path, new ParquetOptions()).GetAwaiter().GetResult();
        var fields = reader.Schema.GetDataFields();
        DataField? Find(string name) => Array.Find(
            fields, f => f.Path.Length == 1 && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        (symbol, start) = (Find(MinuteColumn.Symbol)!, Find(MinuteColumn.Start)!);
        numbers = Array.ConvertAll(MinuteColumn.Numbers, Find);
    }

    internal static IEnumerable<MinuteBatch> Read(BarPlace place, int threads, CancellationToken cancellationToken)
    {
        using var plain = ParquetBars.Guard(place, () => PlainParquet.Of(place.Path, Needs, threads));
        using var minutes = ParquetBars.Guard(place, () => new ParquetMinutes(plain.Path));
        long first = 0;
        for (var group = 0; group < minutes.reader.RowGroupCount; group++)
        {
            var batch = ParquetBars.Guard(place, () => minutes.Group(group, first, threads, cancellationToken));
            first += batch.Rows;
            yield return batch;
        }
    }

    public void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private MinuteBatch Group(int group, long first, int threads, CancellationToken cancellationToken)
    {
        var rows = checked((int)reader.RowGroups[group].RowCount);
        var (codes, ticks) = (new int[rows], new long[rows]);
        var values = Array.ConvertAll(numbers, field => field is null ? null : new double[rows]);
        string[] names = [];
        Parallel.For(0, numbers.Length + 2,
            new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, column =>
        {
            if (column == 0) InstantTicks.Read(new(reader, group, file, start), ticks);
            else if (column == 1)
            {
                var texts = new TextCodes(1);
                texts.Read(new(reader, group, file, symbol), 0, codes);
                texts.Join(0, codes);
                names = [.. texts.Names];
            }
            else if (numbers[column - 2] is { } field)
                ParquetNumbers.Read(new(reader, group, file, field), values[column - 2]);
        });
        return new(first, names, codes, ticks, values);
    }
}
