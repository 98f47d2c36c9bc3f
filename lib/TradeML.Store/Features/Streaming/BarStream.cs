using TradeML.Research.Features;
using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Features.Streaming;

/// <summary>
/// Bars of a Parquet file some symbols at a time: the keys are read first, for the outline, then the numbers, row group
/// after row group, into the same buffers. What is in memory depends on the row groups and the longest symbol, not on
/// the number of rows.
/// </summary>
internal sealed class BarStream : IDisposable
{
    private const int BatchRows = 122_880;
    private readonly ParquetBars file;
    private readonly BarBuffers buffers;
    private readonly BarOutline outline;
    private int nextGroup, held;

    private BarStream(ParquetBars file, FeatureInput inputs, ParallelOptions options)
    {
        (this.file, Options) = (file, options);
        var codes = file.NewCodes();
        int[]?[] Room(bool[] which, int rows) => [.. which.Select(w => w ? new int[rows] : null)];
        bool[] wanted = [true,
            .. file.Categories
                .Select(name => inputs.HasFlag(name == "sector" ? FeatureInput.Sector : FeatureInput.Industry))];
        var batch = Batches().Select(b => file.Starts[b.End] - file.Starts[b.First]).DefaultIfEmpty().Max();
        outline = Outlined(file, new(new int[batch], codes, Room(wanted, batch), new double[]?[file.Numbers.Length]));
        Symbols = codes[0].Names;
        RowStarts = outline.RowStarts;
        var longest = Symbols.Select((_, s) => RowStarts[s + 1] - RowStarts[s]).Max();
        var room = longest + batch;
        wanted[0] = false;
        buffers = new(
            new int[room], codes, Room(wanted, room),
            [.. file.Numbers.Select(_ => GC.AllocateUninitializedArray<double>(room))]);
        Rows = new(Columns(), buffers.Days!, outline.Sessions, Symbols.Count, longest);
    }

    /// <summary>Threads that decode.</summary>
    internal ParallelOptions Options { get; }

    /// <summary>All symbols.</summary>
    internal IReadOnlyList<string> Symbols { get; }

    /// <summary>The first row of each symbol in the file, and the number of rows.</summary>
    internal int[] RowStarts { get; }

    /// <summary>The buffers: they hold the rows from <see cref="FirstRow"/> on.</summary>
    internal FeatureRows Rows { get; }

    /// <summary>Row of the file that the buffers begin with.</summary>
    internal int FirstRow { get; private set; }

    /// <summary>The first symbol whose rows the buffers hold now.</summary>
    internal int FirstSymbol { get; private set; }

    /// <summary>The symbol behind the last whose rows the buffers hold.</summary>
    internal int EndSymbol { get; private set; }

    /// <summary>Opens a file and reads its keys.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputs">What features need; a category that none needs is not read.</param>
    /// <param name="options">Threads that decode.</param>
    internal static BarStream Open(string path, FeatureInput inputs, ParallelOptions options)
    {
        var file = ParquetBars.Open(path, options.MaxDegreeOfParallelism, options.CancellationToken);
        try
        {
            return new(file, inputs, options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads on until further symbols are whole.</summary>
    /// <returns>False when there are none.</returns>
    internal bool Next()
    {
        if (EndSymbol == Symbols.Count) return false;
        FirstSymbol = EndSymbol;
        Keep(RowStarts[FirstSymbol]);
        while (EndSymbol == FirstSymbol)
        {
            ReadBatch();
            while (EndSymbol < Symbols.Count && RowStarts[EndSymbol + 1] <= FirstRow + held) EndSymbol++;
        }

        return true;
    }

    public void Dispose() => file.Dispose();

    private BarOutline Outlined(ParquetBars bars, BarBuffers keys)
    {
        var result = new BarOutline(bars.Place);
        foreach (var (first, end) in Batches())
        {
            bars.Read(first, end, 0, keys, Options);
            var rows = bars.Starts[end] - bars.Starts[first];
            result.Add(keys.Codes[0].AsSpan(0, rows), keys.Days.AsSpan(0, rows), keys.Names[0].Names);
        }

        result.Finish();
        return result;
    }

    private IEnumerable<(int First, int End)> Batches()
    {
        for (int first = 0, end; first < file.Starts.Length - 1; first = end)
            yield return (first, end = BatchEnd(first));
    }

    /// <summary>Successive row groups of at most a batch's rows together, or one.</summary>
    private int BatchEnd(int first)
    {
        var end = first + 1;
        while (end < file.Starts.Length - 1 && file.Starts[end + 1] - file.Starts[first] <= BatchRows) end++;
        return end;
    }

    private void ReadBatch()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        var (first, end) = (nextGroup, BatchEnd(nextGroup));
        var rows = file.Starts[end] - file.Starts[first];
        file.Read(first, end, held, buffers, Options);
        for (var i = 0; i < file.Numbers.Length; i++)
            file.Numbers[i].Check(buffers.Numbers[i].AsSpan(held, rows), file.Starts[first], file.Place);
        ReadOnlySpan<double> Of(double[] column) => column.AsSpan(held, rows);
        BarShape.Check(Of(Rows.Columns.Open), Of(Rows.Columns.High), Of(Rows.Columns.Low), Of(Rows.Columns.Close),
            file.Starts[first], file.Place);
        outline.Index(buffers.Days.AsSpan(held, rows), buffers.Days.AsSpan(held, rows));
        held += rows;
        nextGroup = end;
    }

    /// <summary>Moves the rows from a row on to the front.</summary>
    private void Keep(int row)
    {
        var from = row - FirstRow;
        var count = held - from;
        Array.Copy(buffers.Days!, from, buffers.Days!, 0, count);
        foreach (var codes in buffers.Codes.OfType<int[]>()) Array.Copy(codes, from, codes, 0, count);
        foreach (var column in buffers.Numbers.OfType<double[]>()) Array.Copy(column, from, column, 0, count);
        (FirstRow, held) = (row, count);
    }

    private PanelColumns Columns()
    {
        var by = file.Numbers.Zip(buffers.Numbers).ToDictionary(n => n.First.Name, n => n.Second);
        int Category(string name) => Array.IndexOf(file.Categories, name) + 1;
        int[]? Codes(string name) => Category(name) is > 0 and var i ? buffers.Codes[i] : null;
        string[]? Names(string name) => Category(name) is > 0 and var i ? [.. buffers.Names[i].Names] : null;

        return new PanelColumns
        {
            Open = by["open"]!, High = by["high"]!, Low = by["low"]!, Close = by["close"]!, Volume = by["volume"]!,
            PriceStep = by.GetValueOrDefault("price_step"), VolumeStep = by.GetValueOrDefault("volume_step"),
            TotalReturnStep = by.GetValueOrDefault("total_return_step"),
            SharesOutstanding = by.GetValueOrDefault("shares_outstanding"),
            SessionsToEarnings = by.GetValueOrDefault("sessions_to_earnings"),
            SessionsSinceEarnings = by.GetValueOrDefault("sessions_since_earnings"),
            Sector = Codes("sector"), SectorNames = Names("sector"), Industry = Codes("industry"),
            IndustryNames = Names("industry"),
        };
    }
}
