using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;

namespace TradeML.Ops.FeatureStore;

/// <summary>Reads bars from a Parquet file, column by column into arrays.</summary>
internal sealed class ParquetBars
{
    private readonly BarPlace place;
    private readonly DataField[] fields;
    private readonly int[] starts;
    private readonly string path;

    private ParquetBars(BarPlace place, string path, ParquetReader reader)
    {
        (this.place, this.path) = (place, path);
        fields = reader.Schema.GetDataFields();
        starts = new int[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++) starts[group + 1] = checked(starts[group] + (int)reader.RowGroups[group].RowCount);
    }

    internal static BarTable Read(string path, int threads, CancellationToken cancellationToken)
    {
        var place = new BarPlace(path, false);
        try
        {
            var reader = Open(path, cancellationToken);
            try
            {
                return new ParquetBars(place, path, reader).ReadAll(threads, cancellationToken);
            }
            finally
            {
                reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<TradeMLException>().FirstOrDefault() is { } first)
        {
            throw first;
        }
        catch (Exception e) when (e is not (TradeMLException or OperationCanceledException or OutOfMemoryException))
        {
            // Whatever a damaged file makes the decoder stumble over.
            throw place.Unreadable($"The file can't be read as Parquet: {(e is AggregateException a ? a.InnerExceptions[0] : e).Message.Split('\n')[0]}", e);
        }
    }

    private static ParquetReader Open(string path, CancellationToken cancellationToken) =>
        ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true }, cancellationToken).GetAwaiter().GetResult();

    private BarTable ReadAll(int threads, CancellationToken cancellationToken)
    {
        place.RequireColumns(name => Find(name) is not null);
        var (symbols, date) = (Find(BarColumn.Symbol)!, Find(BarColumn.Date)!);
        if (symbols.ClrType != typeof(ReadOnlyMemory<char>) && symbols.ClrType != typeof(string)) throw Wrong(symbols, "the text of a ticker");
        if (date is DateTimeDataField { IsAdjustedToUTC: true })
            throw place.Bad(BarColumn.Date, "Column 'date' holds instants in UTC; a daily bar is dated by the exchange's local day.", "Write the column as a date without time.");
        if (date.ClrType != typeof(DateOnly) && date.ClrType != typeof(DateTime)) throw Wrong(date, "a date");
        var numbers = BarColumn.All.Select(c => Find(c.Name)).OfType<DataField>().ToArray();
        if (Array.Find(numbers, f => !ParquetNumbers.CanRead(f)) is { } wrong) throw Wrong(wrong, "a number");

        var rows = starts[^1];
        var columns = numbers.ToDictionary(f => f.Name.ToLowerInvariant(), _ => GC.AllocateUninitializedArray<double>(rows));
        var (names, codes, days) = (new SymbolCodes(starts.Length - 1), new int[rows], new int[rows]);
        Parallel.For(
            0, starts.Length - 1, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            () => Open(path, cancellationToken),
            (group, _, reader) =>
            {
                using var source = reader.OpenRowGroupReader(group);
                var (from, count) = (starts[group], starts[group + 1] - starts[group]);
                names.Read(source, symbols, place, group, from, codes.AsSpan(from, count));
                ReadDays(source, date, from, days.AsSpan(from, count));
                foreach (var field in numbers) ParquetNumbers.Read(source, field, columns[field.Name.ToLowerInvariant()].AsMemory(from, count));
                return reader;
            },
            reader => reader.DisposeAsync().AsTask().GetAwaiter().GetResult());
        var all = names.Join(starts, codes);
        return new(place, all, codes, days, columns);
    }

    private void ReadDays(ParquetRowGroupReader source, DataField field, int start, Span<int> days)
    {
        if (field.ClrType == typeof(DateOnly))
        {
            var values = new DateOnly?[days.Length];
            source.ReadAsync<DateOnly>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
            for (var i = 0; i < days.Length; i++)
                days[i] = (values[i] ?? throw place.Bad(start + i, BarColumn.Date, "Column 'date' is empty.", "Date the row.")).DayNumber;
            return;
        }

        var instants = new DateTime?[days.Length];
        source.ReadAsync<DateTime>(field, instants.AsMemory()).AsTask().GetAwaiter().GetResult();
        for (var i = 0; i < days.Length; i++)
        {
            if (instants[i] is not { } at) throw place.Bad(start + i, BarColumn.Date, "Column 'date' is empty.", "Date the row.");
            if (at.TimeOfDay != TimeSpan.Zero)
                throw place.Bad(
                    start + i, BarColumn.Date, $"Column 'date' holds {at:yyyy-MM-dd HH:mm:ss}, a time; a daily bar is dated by the exchange's local day.",
                    "Write the column as a date without time.");
            days[i] = DateOnly.FromDateTime(at).DayNumber;
        }
    }

    private DataField? Find(string name) => Array.Find(fields, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private TradeMLException Wrong(DataField field, string needed)
    {
        var name = field.Name.ToLowerInvariant();
        var holds = field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string) ? "text" : $"values of the type {field.ClrType.Name}";
        return place.Bad(name, $"Column '{name}' holds {holds}, where {needed} is needed.", "Write the column with the type that is needed.");
    }
}
