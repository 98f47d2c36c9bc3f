namespace TradeML.Lake.Parquet.Columns;

/// <summary>The header of a page, as far as decoding needs it.</summary>
/// <param name="Length">Bytes of the header.</param>
/// <param name="Kind">Kind of page.</param>
/// <param name="PlainSize">Bytes of the page when decompressed.</param>
/// <param name="Size">Bytes of the page in the file.</param>
/// <param name="Values">Number of values, unknown ones included.</param>
/// <param name="Encoding">Encoding of the values.</param>
internal readonly record struct PageHeader(int Length, int Kind, int PlainSize, int Size, int Values, int Encoding)
{
    /// <summary>The kind of page, from the first bytes of its header; −1 where they do not say it.</summary>
    internal static int KindOf(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        return thrift.Next(out var field, out var type) && (field, type) == (1, 5) ? (int)thrift.Number() : -1;
    }

    internal static PageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        int kind = -1, plain = 0, size = 0, values = 0, encoding = -1;
        while (thrift.Next(out var field, out var type))
        {
            if (type == 5 && field == 1) kind = (int)thrift.Number();
            else if (type == 5 && field == 2) plain = (int)thrift.Number();
            else if (type == 5 && field == 3) size = (int)thrift.Number();
            else if (type == 12 && field is 5 or 7)
            {
                var outer = thrift.Enter();
                while (thrift.Next(out var inner, out var innerType))
                {
                    if (inner == 1) values = (int)thrift.Number();
                    else if (inner == 2) encoding = (int)thrift.Number();
                    else thrift.Skip(innerType);
                }

                thrift.Leave(outer);
            }
            else thrift.Skip(type);
        }

        if (plain < 0 || size < 0 || values < 0 || plain > 1 << 30)
            throw new InvalidDataException("A page header holds impossible sizes.");
        return new(thrift.Position, kind, plain, size, values, encoding);
    }
}
