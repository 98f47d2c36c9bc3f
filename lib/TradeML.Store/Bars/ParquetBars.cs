using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;

namespace TradeML.Store.Bars;

/// <summary>
/// Reads bars from a Parquet file: columns of row groups are decoded side by side, straight into the arrays that take
/// them.
/// </summary>
internal sealed class ParquetBars : IDisposable
{
    private readonly ParquetReader reader;
    private readonly SafeFileHandle file;
    private readonly DataField date;
    private readonly DataField[] texts, numbers;

    private ParquetBars(BarPlace place, ParquetReader reader, SafeFileHandle file)
    {
        (Place, this.reader, this.file) = (place, reader, file);
        Starts = new int[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++)
            Starts[group + 1] = checked(Starts[group] + (int)reader.RowGroups[group].RowCount);
        var fields = reader.Schema.GetDataFields();
        DataField? Find(string name) =>
            Array.Find(fields,
                f =>
                    f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && f.MaxRepetitionLevel == 0
                        && f.MaxDefinitionLevel <= 1);

        place.RequireColumns(BarColumn.Needed, name => Find(name) is not null);
        var symbol = Find(BarColumn.Symbol)!;
        date = Find(BarColumn.Date)!;
        if (!IsText(symbol)) throw Wrong(symbol, "the text of a ticker");
        if (date is DateTimeDataField { IsAdjustedToUTC: true })
            throw place.Bad(BarColumn.Date,
                "Column 'date' holds instants in UTC; a daily bar is dated by the exchange's local day.",
                "Write the column as a date without time.");
        if (date.ClrType != typeof(DateOnly) && date.ClrType != typeof(DateTime)) throw Wrong(date, "a date");
        Numbers = [.. BarColumn.All.Where(c => Find(c.Name) is not null)];
        numbers = [.. Numbers.Select(c => Find(c.Name)!)];
        if (Array.Find(numbers, f => !ParquetNumbers.CanRead(f)) is { } wrong) throw Wrong(wrong, "a number");
        Categories = [.. BarColumn.Categories.Where(name => Find(name) is not null)];
        texts = [symbol, .. Categories.Select(name => Find(name)!)];
        if (Array.Find(texts, f => !IsText(f)) is { } odd) throw Wrong(odd, "text");
    }

    /// <summary>Says where the data come from.</summary>
    internal BarPlace Place { get; }

    /// <summary>The first row of each row group, and the number of rows.</summary>
    internal int[] Starts { get; }

    /// <summary>The numeric columns that are there.</summary>
    internal BarColumn[] Numbers { get; }

    /// <summary>The categories that are there.</summary>
    internal string[] Categories { get; }

    /// <summary>Opens a file and checks its columns.</summary>
    internal static ParquetBars Open(string path, CancellationToken cancellationToken)
    {
        var place = new BarPlace(path);
        return Guard(place, () =>
        {
            var file = File.OpenHandle(path);
            ParquetReader? reader = null;
            try
            {
                reader = ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true },
                    cancellationToken).GetAwaiter().GetResult();
                return new ParquetBars(place, reader, file);
            }
            catch
            {
                file.Dispose();
                reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
                throw;
            }
        });
    }

    /// <summary>Reads a whole file.</summary>
    internal static BarTable Read(string path, int threads, CancellationToken cancellationToken)
    {
        using var bars = Open(path, cancellationToken);
        return bars.ReadAll(new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken });
    }

    /// <summary>Codes for <c>symbol</c> and each of the categories.</summary>
    internal TextCodes[] NewCodes() => Array.ConvertAll(texts, _ => new TextCodes(Starts.Length - 1));

    /// <summary>
    /// Reads row groups into arrays; what is null is not read. The order of the parts does not depend on the threads.
    /// </summary>
    /// <param name="first">The first row group.</param>
    /// <param name="end">The row group behind the last.</param>
    /// <param name="at">Place in the arrays of the first row.</param>
    /// <param name="target">Receives the rows.</param>
    /// <param name="options">Threads that decode.</param>
    internal void Read(int first, int end, int at, BarBuffers target, ParallelOptions options)
    {
        var parts = 1 + texts.Length + numbers.Length;
        Guard(Place, () => Parallel.For(0, (end - first) * parts, options, work =>
        {
            var (group, part) = (first + (work / parts), work % parts);
            var (row, count) = (Starts[group], Starts[group + 1] - Starts[group]);
            var to = at + row - Starts[first];
            if (part == 0)
            {
                if (target.Days is { } days)
                    DayColumn.Read(Chunk(date, group), date, Place, row, days.AsSpan(to, count));
            }
            else if (part <= texts.Length)
            {
                if (target.Codes[part - 1] is { } codes)
                    target.Names[part - 1]
                        .Read(Chunk(texts[part - 1], group), texts[part - 1], group, codes.AsSpan(to, count));
            }
            else if (target.Numbers[part - 1 - texts.Length] is { } column)
            {
                var field = numbers[part - 1 - texts.Length];
                ParquetNumbers.Read(Chunk(field, group), field, column.AsMemory(to, count));
            }
        }));
        for (var group = first; group < end; group++)
            for (var text = 0; text < texts.Length; text++)
                if (target.Codes[text] is { } codes)
                    target.Names[text]
                        .Join(group,
                            codes.AsSpan(at + Starts[group] - Starts[first], Starts[group + 1] - Starts[group]));
    }

    public void Dispose()
    {
        file.Dispose();
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static T Guard<T>(BarPlace place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (Cause(e) is var cause and not (OperationCanceledException or OutOfMemoryException))
        {
            if (cause is TradeMLException known) throw known;
            // Whatever a damaged file makes the decoder stumble over.
            throw place.Unreadable($"The file can't be read as Parquet: {cause.Message.Split('\n')[0]}", e);
        }
    }

    private static Exception Cause(Exception e) =>
        e is AggregateException many
            ? many.InnerExceptions.OfType<TradeMLException>().FirstOrDefault() ?? many.InnerExceptions[0]
            : e;

    private static bool IsText(DataField field) =>
        field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string);

    private BarTable ReadAll(ParallelOptions options)
    {
        var rows = Starts[^1];
        var all = new BarBuffers(
            new int[rows], NewCodes(), Array.ConvertAll(texts, int[]? (_) => new int[rows]),
            Array.ConvertAll(numbers, double[]? (_) => GC.AllocateUninitializedArray<double>(rows)));
        Read(0, Starts.Length - 1, 0, all, options);
        return new(
            Place, [.. all.Names[0].Names], all.Codes[0]!, all.Days!,
            Numbers.Zip(all.Numbers).ToDictionary(n => n.First.Name, n => n.Second!),
            Categories.Select((name, i) => (name, i))
                .ToDictionary(c => c.name, c => (all.Codes[c.i + 1]!, all.Names[c.i + 1].Names.ToArray())));
    }

    private ColumnSource Chunk(DataField field, int group)
    {
        var chunk = reader.RowGroups[group].RowGroup.Columns
            .Find(c => c.MetaData?.PathInSchema is [var name] && name == field.Name);
        return new(reader, group, file, chunk?.MetaData);
    }

    private TradeMLException Wrong(DataField field, string needed)
    {
        var name = field.Name.ToLowerInvariant();
        var holds = IsText(field) ? "text" : $"values of the type {field.ClrType.Name}";
        return Place.Bad(name, $"Column '{name}' holds {holds}, where {needed} is needed.",
            "Write the column with the type that is needed.");
    }
}
