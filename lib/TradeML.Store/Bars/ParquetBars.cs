using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;

namespace TradeML.Store.Bars;

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
        var place = new BarPlace(path);
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
        if (!IsText(symbols)) throw Wrong(symbols, "the text of a ticker");
        if (date is DateTimeDataField { IsAdjustedToUTC: true })
            throw place.Bad(BarColumn.Date, "Column 'date' holds instants in UTC; a daily bar is dated by the exchange's local day.", "Write the column as a date without time.");
        if (date.ClrType != typeof(DateOnly) && date.ClrType != typeof(DateTime)) throw Wrong(date, "a date");
        DataField[] numbers = [.. BarColumn.All.Select(c => Find(c.Name)).OfType<DataField>()];
        if (Array.Find(numbers, f => !ParquetNumbers.CanRead(f)) is { } wrong) throw Wrong(wrong, "a number");

        DataField[] categories = [.. BarColumn.Categories.Select(Find).OfType<DataField>()];
        if (Array.Find(categories, f => !IsText(f)) is { } odd) throw Wrong(odd, "text");

        var rows = starts[^1];
        var columns = Array.ConvertAll(numbers, _ => GC.AllocateUninitializedArray<double>(rows));
        var days = new int[rows];
        DataField[] texts = [symbols, .. categories];
        var (names, codes) = (Array.ConvertAll(texts, _ => new TextCodes(starts.Length - 1)), Array.ConvertAll(texts, _ => new int[rows]));
        DataField[] all = [date, .. texts, .. numbers];
        Parallel.For(
            0, (starts.Length - 1) * all.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            work =>
            {
                var (group, part) = (work / all.Length, work % all.Length);
                var (from, count, field) = (starts[group], starts[group + 1] - starts[group], all[part]);
                if (part == 0) DayColumn.Read(Chunk(field, group), field, place, from, days.AsSpan(from, count));
                else if (part <= texts.Length) names[part - 1].Read(Chunk(field, group), field, group, codes[part - 1].AsSpan(from, count));
                else ParquetNumbers.Read(Chunk(field, group), field, columns[part - 1 - texts.Length].AsMemory(from, count));
            });
        var joined = names.Select((n, i) => n.Join(starts, codes[i])).ToArray();
        if (Array.IndexOf(codes[0], -1) is >= 0 and var row) throw place.Bad(row, BarColumn.Symbol, "Column 'symbol' is empty.", "Name the symbol of the row.");
        return new(
            place, joined[0], codes[0], days, ByName(numbers, columns),
            ByName(categories, [.. codes.Zip(joined).Skip(1)]));
    }

    private static Dictionary<string, T> ByName<T>(DataField[] fields, T[] values) =>
        fields.Select((field, i) => (field, i)).ToDictionary(f => f.field.Name.ToLowerInvariant(), f => values[f.i]);

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string);

    private ColumnSource Chunk(DataField field, int group)
    {
        var chunk = reader.RowGroups[group].RowGroup.Columns.Find(c => c.MetaData?.PathInSchema is [var name] && name == field.Name);
        return new(reader, group, file, chunk?.MetaData);
    }

    private DataField? Find(string name) => Array.Find(fields, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && f.MaxRepetitionLevel == 0 && f.MaxDefinitionLevel <= 1);

    private TradeMLException Wrong(DataField field, string needed)
    {
        var name = field.Name.ToLowerInvariant();
        var holds = IsText(field) ? "text" : $"values of the type {field.ClrType.Name}";
        return place.Bad(name, $"Column '{name}' holds {holds}, where {needed} is needed.", "Write the column with the type that is needed.");
    }
}
