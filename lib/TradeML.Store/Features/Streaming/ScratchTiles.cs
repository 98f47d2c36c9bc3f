using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TradeML.Core.Errors;
using TradeML.Lake.Parquet.Columns;
using TradeML.Research.Features;
using TradeML.Research.Features.CrossSections;

namespace TradeML.Store.Features.Streaming;

/// <summary>
/// A scratch file beside the output. It holds a piece for each row group and tile of days: session, then value after
/// value of each column that takes steps, of the group's rows in those days by symbol. A group's pieces follow each
/// other, so that a piece lies where its rows say; behind all pieces lies what was encoded already. The steps read and
/// write a tile's pieces of all groups.
/// </summary>
internal sealed class ScratchTiles : IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly BarStream bars;
    private readonly int[] stepped, kept;
    private readonly int daysOfTile, tiles;
    private readonly int[][] cuts;
    private readonly List<(WrittenColumn Column, long Offset, int Length)[]> keptOf = [];
    private readonly List<int[]> rowsBefore = [];
    private long end;

    internal ScratchTiles(string path, BarStream bars, SymbolFeatures features)
    {
        (this.path, this.bars) = (path, bars);
        stepped = [.. Enumerable.Range(0, features.Names.Length).Where(features.TakesSteps)];
        kept = [
            .. Enumerable.Range(0, features.Names.Length)
                .Where(column => !features.TakesSteps(column) && !features.IsMissing(column))];
        daysOfTile = TileSteps.DaysOf(bars.Symbols.Count);
        tiles = (bars.Rows.Sessions.Length + daysOfTile - 1) / daysOfTile;
        cuts = [.. Enumerable.Range(0, tiles + 1).Select(_ => new int[bars.Symbols.Count])];
        end = bars.RowStarts[^1] * RowBytes;
        file =
            Storing(() =>
                File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None,
                    FileOptions.DeleteOnClose));
    }

    private long RowBytes => sizeof(float) * (stepped.Length + 1L);

    /// <summary>Notes where a symbol's tiles begin; different symbols may be noted side by side.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="row">Its first row in the file of bars.</param>
    /// <param name="day">Session of each of its rows.</param>
    internal void Cut(int symbol, int row, ReadOnlySpan<int> day)
    {
        for (int tile = 0, at = 0; tile <= tiles; tile++)
        {
            var found = day[at..].BinarySearch(tile * daysOfTile);
            at += found < 0 ? ~found : found;
            cuts[tile][symbol] = row + at;
        }
    }

    /// <summary>Puts a group's columns away: those that take steps in pieces, others as they were encoded.</summary>
    internal void Save(FeatureGroup group, int rows, FeatureFileWriter encoded, ParallelOptions options)
    {
        var before = new int[tiles + 1];
        for (var tile = 0; tile < tiles; tile++)
            before[tile + 1] = before[tile] + Segments(group, rows, tile).Sum(s => s.Count);
        rowsBefore.Add(before);
        Parallel.For(0, tiles, options, () => Rent(Most(before) * RowBytes), (tile, _, piece) =>
        {
            Copy(group, rows, tile, before[tile + 1] - before[tile], piece, save: true);
            Write([piece.AsMemory(0, (int)((before[tile + 1] - before[tile]) * RowBytes))],
                (group.FirstRow + before[tile]) * RowBytes);
            return piece;
        }, Return);
        keptOf.Add([.. kept.Select(column => encoded.Column(column + FeatureFileWriter.Keys)).Select(column =>
        {
            Write([column.Bytes], end);
            end += column.Bytes.Length;
            return (column.Columns[0], end - column.Bytes.Length, column.Bytes.Length);
        })]);
    }

    /// <summary>Takes every tile through the steps.</summary>
    internal void Step(FeatureSetConfig config, FeatureRows rows, ParallelOptions options)
    {
        var most = Enumerable.Range(0, tiles).Max(tile => rowsBefore.Sum(before => before[tile + 1] - before[tile]));
        Parallel.For(
            0, tiles, options,
            () =>
                (Steps: new TileSteps(config, rows), Bytes: new byte[most * RowBytes],
                    From: new int[bars.Symbols.Count], To: new int[bars.Symbols.Count]),
            (tile, _, local) =>
            {
                var count = 0;
                for (var symbol = 0; symbol < local.From.Length; symbol++)
                {
                    local.From[symbol] = count;
                    local.To[symbol] = count += cuts[tile + 1][symbol] - cuts[tile][symbol];
                }

                Transfer(tile, count, local.Bytes, 0, Read);
                var values = MemoryMarshal.Cast<byte, float>(local.Bytes.AsSpan(0, (int)(count * RowBytes)));
                var day = MemoryMarshal.Cast<float, int>(values[..count]);
                for (var column = 1; column <= stepped.Length; column++)
                    local.Steps.Run(values.Slice(column * count, count), day, local.From, local.To, tile);
                Transfer(tile, count, local.Bytes, 1,
                    (segments, offset) => Write([.. segments.Select(s => (ReadOnlyMemory<byte>)s)], offset));
                return local;
            },
            _ => { });
    }

    /// <summary>Brings a group's columns back.</summary>
    internal void Load(FeatureGroup group, int rows, FeatureFileWriter encoded, ParallelOptions options)
    {
        var before = rowsBefore[group.Index];
        Parallel.For(0, tiles, options, () => Rent(Most(before) * RowBytes), (tile, _, piece) =>
        {
            Read([piece.AsMemory(0, (int)((before[tile + 1] - before[tile]) * RowBytes))],
                (group.FirstRow + before[tile]) * RowBytes);
            Copy(group, rows, tile, before[tile + 1] - before[tile], piece, save: false);
            return piece;
        }, Return);
        for (var i = 0; i < kept.Length; i++)
        {
            var (column, offset, length) = keptOf[group.Index][i];
            var bytes = Rent(length);
            Read([bytes.AsMemory(0, length)], offset);
            encoded.Column(kept[i] + FeatureFileWriter.Keys).Add(column, bytes.AsSpan(0, length));
            Return(bytes);
        }
    }

    public void Dispose() => file.Dispose();

    private static byte[] Rent(long length) => ArrayPool<byte>.Shared.Rent(checked((int)length));

    private static void Return(byte[] bytes) => ArrayPool<byte>.Shared.Return(bytes);

    /// <summary>The most rows that a group has in a tile.</summary>
    private static int Most(int[] before) => before.Zip(before.Skip(1), (a, b) => b - a).Max();

    /// <summary>The parts of a group's rows that lie in a tile, symbol after symbol.</summary>
    private IEnumerable<(int At, int Count)> Segments(FeatureGroup group, int rows, int tile)
    {
        var symbol = Array.BinarySearch(bars.RowStarts, group.FirstRow);
        if (symbol < 0) symbol = ~symbol - 1;
        for (; symbol < bars.Symbols.Count && bars.RowStarts[symbol] < group.FirstRow + rows; symbol++)
        {
            var (from, to) = (Math.Max(cuts[tile][symbol], group.FirstRow),
                Math.Min(cuts[tile + 1][symbol], group.FirstRow + rows));
            if (to > from) yield return (from - group.FirstRow, to - from);
        }
    }

    private void Copy(FeatureGroup group, int rows, int tile, int count, byte[] piece, bool save)
    {
        var values = MemoryMarshal.Cast<byte, float>(piece.AsSpan());
        var at = 0;
        foreach (var (from, length) in Segments(group, rows, tile))
        {
            for (var i = 0; i <= stepped.Length; i++)
            {
                var column = i == 0
                    ? MemoryMarshal.Cast<int, float>(group.Day.AsSpan(from, length))
                    : group.Column(stepped[i - 1]).Slice(from, length);
                var stored = values.Slice((i * count) + at, length);
                if (save) column.CopyTo(stored);
                else stored.CopyTo(column);
            }

            at += length;
        }
    }

    /// <summary>Reads or writes a tile's pieces, so that in memory each column of the tile is one.</summary>
    private void Transfer(int tile, int count, byte[] bytes, int firstColumn, Action<List<Memory<byte>>, long> move)
    {
        var at = 0;
        for (var group = 0; group < rowsBefore.Count; group++)
        {
            var (before, length) = (rowsBefore[group][tile], rowsBefore[group][tile + 1] - rowsBefore[group][tile]);
            if (length == 0) continue;
            var segments = new List<Memory<byte>>(stepped.Length + 1);
            for (var column = firstColumn; column <= stepped.Length; column++)
                segments.Add(bytes.AsMemory(((column * count) + at) * sizeof(float), length * sizeof(float)));
            move(segments,
                (((long)group * FeatureFileWriter.GroupRows) + before) * RowBytes
                    + (firstColumn * (long)length * sizeof(float)));
            at += length;
        }
    }

    private void Read(IReadOnlyList<Memory<byte>> segments, long offset)
    {
        if (Storing(() => RandomAccess.Read(file, segments, offset)) != segments.Sum(s => (long)s.Length))
            throw new TradeMLException(ErrorKind.Storage, "The scratch file ends too early.", path,
                "Check the disk and run it again.");
    }

    private void Write(IReadOnlyList<ReadOnlyMemory<byte>> segments, long offset) => Storing(() =>
    {
        RandomAccess.Write(file, segments, offset);
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
            throw new TradeMLException(ErrorKind.Storage, $"The scratch file can't be used: {e.Message}", path,
                "Check the folder, its permissions and the free space.", e);
        }
    }
}
