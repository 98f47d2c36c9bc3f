using System.Buffers;

namespace TradeML.Lake.Parquet.Columns;

/// <summary>
/// The footer of a file of rows keyed by symbol and date, or symbol and minute: schema, and where each row group's
/// columns lie.
/// </summary>
public static class ParquetFooter
{
    private const string Writer = "TradeML";

    /// <summary>The bytes from the metadata to the end of the file.</summary>
    /// <param name="names">Names of the float columns, which follow <c>symbol</c> and <c>date</c> (or
    /// <c>ts</c>).</param>
    /// <param name="groups">Rows, offset in the file and columns of each row group.</param>
    /// <param name="notes">Keys and values that go with the file.</param>
    /// <param name="minutes">Whether rows are keyed by an instant <c>ts</c> and not a <c>date</c>.</param>
    public static ReadOnlyMemory<byte> Of(
        IReadOnlyList<string> names, IReadOnlyList<(int Rows, long Offset, WrittenColumn[] Columns)> groups,
        IReadOnlyList<(string Key, string Value)> notes,
        bool minutes = false)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var thrift = new ThriftWriter(bytes);
        thrift.Integer(1, 1);
        thrift.Structs(2, names.Count + 3);
        thrift.BeginItem();
        thrift.Text(4, "schema");
        thrift.Integer(5, names.Count + 2);
        thrift.End();
        string[] all = ["symbol", minutes ? "ts" : "date", .. names];
        for (var column = 0; column < all.Length; column++) Element(thrift, all[column], column, minutes);
        thrift.Long(3, groups.Sum(g => (long)g.Rows));
        thrift.Structs(4, groups.Count);
        foreach (var (rows, offset, columns) in groups)
        {
            thrift.BeginItem();
            thrift.Structs(1, columns.Length);
            for (var column = 0; column < columns.Length; column++)
                Chunk(thrift, all[column], column, TypeOf(column, minutes), rows, offset, columns[column]);
            thrift.Long(2, columns[^1].End);
            thrift.Long(3, rows);
            thrift.End();
        }

        if (notes.Count > 0) thrift.Structs(5, notes.Count);
        foreach (var (key, value) in notes)
        {
            thrift.BeginItem();
            thrift.Text(1, key);
            thrift.Text(2, value);
            thrift.End();
        }

        thrift.Text(6, Writer);
        thrift.End();
        thrift.Raw(bytes.WrittenCount);
        thrift.Raw("PAR1"u8);
        return bytes.WrittenMemory;
    }

    private static int TypeOf(int column, bool minutes) =>
        column switch
        {
            0 => ParquetCodes.ByteArray,
            1 => minutes ? ParquetCodes.Int64 : ParquetCodes.Int32,
            _ => ParquetCodes.Float
        };

    private static void Element(ThriftWriter thrift, string name, int column, bool minutes)
    {
        thrift.BeginItem();
        thrift.Integer(1, TypeOf(column, minutes));
        thrift.Integer(3, column < 2 ? 0 : 1);
        thrift.Text(4, name);
        if (column == 1 && minutes)
        {
            // TIMESTAMP_MICROS, and TIMESTAMP that is UTC in microseconds.
            thrift.Integer(6, 10);
            thrift.Begin(10);
            thrift.Begin(8);
            thrift.Truth(1);
            thrift.Begin(2);
            thrift.Begin(2);
            for (var open = 0; open < 4; open++) thrift.End();
        }
        else if (column < 2)
        {
            // UTF8 and STRING, DATE and DATE: the old name of the logical type and the new one.
            thrift.Integer(6, column == 0 ? 0 : 6);
            thrift.Begin(10);
            thrift.Begin(column == 0 ? 1 : 6);
            thrift.End();
            thrift.End();
        }

        thrift.End();
    }

    private static void Chunk(
        ThriftWriter thrift, string name, int column, int type, int rows, long offset, WrittenColumn chunk)
    {
        thrift.BeginItem();
        thrift.Long(2, offset + chunk.Start);
        thrift.Begin(3);
        thrift.Integer(1, type);
        if (chunk.Dictionary >= 0) thrift.Integers(2, ParquetCodes.Plain, ParquetCodes.Rle, ParquetCodes.RleDictionary);
        else thrift.Integers(2, ParquetCodes.Plain, ParquetCodes.Rle);
        thrift.Texts(3, name);
        thrift.Integer(4, 0);
        thrift.Long(5, rows);
        thrift.Long(6, chunk.End - chunk.Start);
        thrift.Long(7, chunk.End - chunk.Start);
        thrift.Long(9, offset + chunk.Data);
        if (chunk.Dictionary >= 0) thrift.Long(11, offset + chunk.Dictionary);
        thrift.Begin(12);
        thrift.Long(3, chunk.Unknown);
        if (chunk.Greatest is not null) thrift.Bytes(5, chunk.Greatest);
        if (chunk.Least is not null) thrift.Bytes(6, chunk.Least);
        thrift.End();
        thrift.End();
        thrift.End();
    }
}
