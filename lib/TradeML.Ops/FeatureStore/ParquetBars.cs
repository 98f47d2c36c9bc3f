using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;

namespace TradeML.Ops.FeatureStore;

/// <summary>Reads bars from a Parquet file: columns of row groups are decoded side by side, straight into the arrays of the panel to be.</summary>
internal sealed class ParquetBars
{
    private readonly BarPlace place;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private readonly int[] starts;
    private readonly SafeFileHandle file;

    private ParquetBars(BarPlace place, ParquetReader reader, SafeFileHandle file)
    {
        (this.place, this.reader, this.file) = (place, reader, file);
        fields = reader.Schema.GetDataFields();
        starts = new int[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++) starts[group + 1] = checked(starts[group] + (int)reader.RowGroups[group].RowCount);
    }

    internal static BarTable Read(string path, int threads, CancellationToken cancellationToken)
    {
        var place = new BarPlace(path, false);
        try
        {
            using var file = File.OpenHandle(path);
            var reader = ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true }, cancellationToken).GetAwaiter().GetResult();
            try
            {
                return new ParquetBars(place, reader, file).ReadAll(threads, cancellationToken);
            }
            finally
            {
                reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception e) when (Cause(e) is var cause and not (OperationCanceledException or OutOfMemoryException))
        {
            if (cause is TradeMLException known) throw known;
            // Whatever a damaged file makes the decoder stumble over.
            throw place.Unreadable($"The file can't be read as Parquet: {cause.Message.Split('\n')[0]}", e);
        }
    }

    private static Exception Cause(Exception e) =>
        e is AggregateException many ? many.InnerExceptions.OfType<TradeMLException>().FirstOrDefault() ?? many.InnerExceptions[0] : e;

    private BarTable ReadAll(int threads, CancellationToken cancellationToken)
    {
        place.RequireColumns(name => Find(name) is not null);
        var (symbols, date) = (Find(BarColumn.Symbol)!, Find(BarColumn.Date)!);
        if (symbols.ClrType != typeof(ReadOnlyMemory<char>) && symbols.ClrType != typeof(string)) throw Wrong(symbols, "the text of a ticker");
        if (date is DateTimeDataField { IsAdjustedToUTC: true })
            throw place.Bad(BarColumn.Date, "Column 'date' holds instants in UTC; a daily bar is dated by the exchange's local day.", "Write the column as a date without time.");
        if (date.ClrType != typeof(DateOnly) && date.ClrType != typeof(DateTime)) throw Wrong(date, "a date");
        DataField[] numbers = [.. BarColumn.All.Select(c => Find(c.Name)).OfType<DataField>()];
        if (Array.Find(numbers, f => !ParquetNumbers.CanRead(f)) is { } wrong) throw Wrong(wrong, "a number");

        var rows = starts[^1];
        var columns = Array.ConvertAll(numbers, _ => GC.AllocateUninitializedArray<double>(rows));
        var (names, codes, days) = (new SymbolCodes(starts.Length - 1), new int[rows], new int[rows]);
        var parts = numbers.Length + 2;
        Parallel.For(
            0, (starts.Length - 1) * parts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            work =>
            {
                var (group, part) = (work / parts, work % parts);
                var (from, count) = (starts[group], starts[group + 1] - starts[group]);
                if (part == 0) names.Read(Chunk(symbols, group), symbols, place, group, from, codes.AsSpan(from, count));
                else if (part == 1) DayColumn.Read(Chunk(date, group), date, place, from, days.AsSpan(from, count));
                else ParquetNumbers.Read(Chunk(numbers[part - 2], group), numbers[part - 2], columns[part - 2].AsMemory(from, count));
            });
        var all = names.Join(starts, codes);
        return new(place, all, codes, days, numbers.Select((f, i) => (f, i)).ToDictionary(c => c.f.Name.ToLowerInvariant(), c => columns[c.i]));
    }

    private ColumnSource Chunk(DataField field, int group)
    {
        var chunk = reader.RowGroups[group].RowGroup.Columns.Find(c => c.MetaData?.PathInSchema is [var name] && name == field.Name);
        return new(reader, group, file, chunk?.MetaData);
    }

    private DataField? Find(string name) => Array.Find(fields, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && f.MaxRepetitionLevel == 0 && f.MaxDefinitionLevel <= 1);

    private TradeMLException Wrong(DataField field, string needed)
    {
        var name = field.Name.ToLowerInvariant();
        var holds = field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string) ? "text" : $"values of the type {field.ClrType.Name}";
        return place.Bad(name, $"Column '{name}' holds {holds}, where {needed} is needed.", "Write the column with the type that is needed.");
    }
}
