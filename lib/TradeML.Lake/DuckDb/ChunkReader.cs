using DuckDB.NET.Native;

namespace TradeML.Lake.DuckDb;

/// <summary>Copies a result out of DuckDB chunk by chunk, straight from its vectors.</summary>
internal static class ChunkReader
{
    public static DuckColumns Read(ref DuckDBResult result)
    {
        var count = (int)NativeMethods.Query.DuckDBColumnCount(ref result);
        var rows = checked((int)NativeMethods.Query.DuckDBRowCount(ref result));
        var builders = new VectorCopy[count];
        for (var c = 0; c < count; c++)
        {
            using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, c);
            builders[c] = VectorCopy.For(NativeMethods.Query.DuckDBColumnName(ref result, c), type, rows);
        }

        for (var start = 0; start < rows;)
        {
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            if (chunk.IsInvalid) break;
            var size = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
            for (var c = 0; c < count; c++)
                builders[c].Copy(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, c), start, size);
            start += size;
        }

        return new DuckColumns(Array.ConvertAll(builders, b => b.Finish()), rows);
    }
}
