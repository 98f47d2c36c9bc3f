using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Lake.Parquet.Columns;
using TradeML.Store.Bars;

namespace TradeML.Store.Intraday;

/// <summary>Reads minute bars from a Parquet file, a row group at a time, its columns side by side.</summary>
internal sealed class ParquetMinutes : IDisposable
{
    private readonly BarPlace place;
    private readonly SafeFileHandle file;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;

    private ParquetMinutes(BarPlace place)
    {
        this.place = place;
        file = File.OpenHandle(place.Path);
        reader = ParquetReader.CreateAsync(place.Path, new ParquetOptions()).GetAwaiter().GetResult();
        fields = reader.Schema.GetDataFields();
    }

    internal static IEnumerable<MinuteBatch> Read(BarPlace place, int threads, CancellationToken cancellationToken)
    {
        using var minutes = Guard(place, () => new ParquetMinutes(place));
        var plan = Guard(place, minutes.Check);
        long first = 0;
        for (var group = 0; group < minutes.reader.RowGroupCount; group++)
        {
            var batch = Guard(place, () => minutes.Group(plan, group, first, threads, cancellationToken));
            first += batch.Rows;
            yield return batch;
        }
    }

    public void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private static T Guard<T>(BarPlace place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (Cause(e) is var cause and not (OperationCanceledException or OutOfMemoryException))
        {
            if (cause is TradeMLException known) throw known;
            throw place.Unreadable($"The file can't be read as Parquet: {cause.Message.Split('\n')[0]}", e);
        }
    }

    private static Exception Cause(Exception e) =>
        e is AggregateException many
            ? many.InnerExceptions.OfType<TradeMLException>().FirstOrDefault() ?? many.InnerExceptions[0]
            : e;

    private (DataField Symbol, DateTimeDataField Start, DataField?[] Numbers) Check()
    {
        place.RequireColumns(MinuteColumn.Needed, name => Find(name) is not null, ", and takes vwap");
        var symbol = Find(MinuteColumn.Symbol)!;
        if (symbol.ClrType != typeof(string) && symbol.ClrType != typeof(ReadOnlyMemory<char>))
            throw Wrong(symbol, "the text of a ticker");
        if (Find(MinuteColumn.Start) is not DateTimeDataField start)
            throw Wrong(Find(MinuteColumn.Start)!, "an instant");
        if (!start.IsAdjustedToUTC)
            throw place.Bad(MinuteColumn.Start,
                "Column 'ts' holds timestamps without a time zone, where instants in UTC are needed.",
                "Write the column as a timestamp in UTC.");
        var numbers = Array.ConvertAll(MinuteColumn.Numbers, Find);
        if (Array.Find(numbers, f => f is not null && !ParquetNumbers.CanRead(f)) is { } wrong)
            throw Wrong(wrong, "a number");
        return (symbol, start, numbers);
    }

    private MinuteBatch Group(
        (DataField Symbol, DateTimeDataField Start, DataField?[] Numbers) plan, int group, long first, int threads,
        CancellationToken cancellationToken)
    {
        var rows = checked((int)reader.RowGroups[group].RowCount);
        var (codes, ticks) = (new int[rows], new long[rows]);
        var numbers = Array.ConvertAll(plan.Numbers, field => field is null ? null : new double[rows]);
        string[] names = [];
        Parallel.For(0, numbers.Length + 2,
            new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, column =>
        {
            if (column == 0) Instants(plan.Start, group, ticks);
            else if (column == 1)
            {
                var texts = new TextCodes(1);
                texts.Read(Chunk(plan.Symbol, group), plan.Symbol, 0, codes);
                texts.Join(0, codes);
                names = [.. texts.Names];
            }
            else if (plan.Numbers[column - 2] is { } field)
                ParquetNumbers.Read(Chunk(field, group), field, numbers[column - 2]);
        });
        return new(first, names, codes, ticks, numbers);
    }

    private void Instants(DateTimeDataField field, int group, long[] ticks)
    {
        var source = Chunk(field, group);
        using var pages = source.Column?.Type == Parquet.Meta.Type.INT64 ? source.Pages() : null;
        if (pages is null)
        {
            var values = source.Slowly<DateTime>(field, ticks.Length);
            for (var i = 0; i < ticks.Length; i++) ticks[i] = values[i]?.Ticks ?? long.MinValue;
            return;
        }

        NumberColumn.Decode<long, long>(pages, field.IsNullable, ticks, long.MinValue, null);
        var (times, over) = field.Unit switch
        {
            DateTimeTimeUnit.Millis => (TimeSpan.TicksPerMillisecond, 1L),
            DateTimeTimeUnit.Micros => (TimeSpan.TicksPerMicrosecond, 1L),
            _ => (1L, TimeSpan.NanosecondsPerTick),
        };
        foreach (ref var value in ticks.AsSpan())
            if (value != long.MinValue) value = DateTime.UnixEpoch.Ticks + checked(value * times / over);
    }

    private ColumnSource Chunk(DataField field, int group) => new(
        reader, group, file,
        reader.RowGroups[group].RowGroup.Columns
            .Find(c => c.MetaData?.PathInSchema is [var name] && name == field.Name)?.MetaData);

    private DataField? Find(string name) =>
        Array.Find(fields,
            f =>
                f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && f.MaxRepetitionLevel == 0
                    && f.MaxDefinitionLevel <= 1);

    private TradeMLException Wrong(DataField field, string needed) => place.Bad(
        field.Name.ToLowerInvariant(),
        $"Column '{field.Name.ToLowerInvariant()}' holds values of the type {field.ClrType.Name}, where {needed} is "
            + $"needed.", "Write the column with the type that is needed.");
}
