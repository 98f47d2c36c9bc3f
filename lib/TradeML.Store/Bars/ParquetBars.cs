using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Lake.Parquet.Foreign;

namespace TradeML.Store.Bars;

/// <summary>
/// Reads bars from a Parquet file: columns of row groups are decoded side by side, straight into the arrays that take
/// them.
/// </summary>
internal sealed class ParquetBars : IDisposable
{
    private static readonly ColumnNeed[] Needs =
    [
        new(BarColumn.Symbol, CellKind.Text), new(BarColumn.Date, CellKind.Day),
        .. BarColumn.All.Select(c => new ColumnNeed(c.Name, CellKind.Number, c.Required)),
        .. BarColumn.Categories.Select(name => new ColumnNeed(name, CellKind.Text, Required: false)),
    ];

    private readonly PlainParquet plain;
    private readonly ParquetReader reader;
    private readonly SafeFileHandle file;
    private readonly DataField date;
    private readonly DataField[] texts, numbers;

    private ParquetBars(BarPlace place, PlainParquet plain, ParquetReader reader, SafeFileHandle file)
    {
        (Place, this.plain, this.reader, this.file) = (place, plain, reader, file);
        Starts = new int[reader.RowGroupCount + 1];
        for (var group = 0; group < reader.RowGroupCount; group++)
            Starts[group + 1] = checked(Starts[group] + (int)reader.RowGroups[group].RowCount);
        var fields = reader.Schema.GetDataFields();
        DataField? Find(string name) => Array.Find(
            fields, f => f.Path.Length == 1 && f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

        date = Find(BarColumn.Date)!;
        Numbers = [.. BarColumn.All.Where(c => Find(c.Name) is not null)];
        numbers = [.. Numbers.Select(c => Find(c.Name)!)];
        Categories = [.. BarColumn.Categories.Where(name => Find(name) is not null)];
        texts = [Find(BarColumn.Symbol)!, .. Categories.Select(name => Find(name)!)];
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
    internal static ParquetBars Open(string path, int threads, CancellationToken cancellationToken)
    {
        var place = new BarPlace(path);
        return Guard(place, () =>
        {
            var plain = PlainParquet.Of(path, Needs, threads);
            SafeFileHandle? file = null;
            ParquetReader? reader = null;
            try
            {
                file = File.OpenHandle(plain.Path);
                reader = ParquetReader.CreateAsync(plain.Path, new ParquetOptions { UseDateOnlyTypeForDates = true },
                    cancellationToken).GetAwaiter().GetResult();
                return new ParquetBars(place, plain, reader, file);
            }
            catch
            {
                file?.Dispose();
                reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
                plain.Dispose();
                throw;
            }
        });
    }

    /// <summary>Reads a whole file.</summary>
    internal static BarTable Read(string path, int threads, CancellationToken cancellationToken)
    {
        using var bars = Open(path, threads, cancellationToken);
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
                    DayColumn.Read(new(reader, group, file, date), Place, row, days.AsSpan(to, count));
            }
            else if (part <= texts.Length)
            {
                if (target.Codes[part - 1] is { } codes)
                    target.Names[part - 1]
                        .Read(new(reader, group, file, texts[part - 1]), group, codes.AsSpan(to, count));
            }
            else if (target.Numbers[part - 1 - texts.Length] is { } column)
            {
                var field = numbers[part - 1 - texts.Length];
                ParquetNumbers.Read(new(reader, group, file, field), column.AsSpan(to, count));
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
        plain.Dispose();
    }

    internal static T Guard<T>(BarPlace place, Func<T> action)
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
}
