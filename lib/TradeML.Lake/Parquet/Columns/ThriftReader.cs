namespace TradeML.Lake.Parquet.Columns;

/// <summary>Reads the compact protocol of Thrift as far as page headers need it.</summary>
/// <param name="bytes">The bytes, from the beginning of a structure.</param>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int field;

    /// <summary>Bytes consumed.</summary>
    internal int Position { get; private set; }

    /// <summary>The next field of the structure: its number and type, or false at the end.</summary>
    internal bool Next(out int number, out int type)
    {
        var header = bytes[Position++];
        type = header & 15;
        number = field = header >> 4 is var step and > 0 ? field + step : type == 0 ? 0 : (int)Number();
        return type != 0;
    }

    /// <summary>Enters a structure; give its result back to <see cref="Leave"/>.</summary>
    internal int Enter()
    {
        var outer = field;
        field = 0;
        return outer;
    }

    internal void Leave(int outer) => field = outer;

    /// <summary>A zigzag integer.</summary>
    internal long Number()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = bytes[Position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number of a page header does not end.");
    }

    /// <summary>Steps over a value.</summary>
    internal void Skip(int type, int depth = 0)
    {
        if (depth > 16) throw new InvalidDataException("A page header is nested too deeply.");
        switch (type)
        {
            case 1 or 2: return;
            case 3: Position++; return;
            case 4 or 5 or 6: Varint(); return;
            case 7: Position += 8; return;
            case 8:
                var size = checked((int)Varint()); // before Position is read: += takes its left side first
                Position += size;
                return;
            case 9 or 10:
                var header = bytes[Position++];
                var count = header >> 4 == 15 ? (int)Varint() : header >> 4;
                for (var i = 0; i < count; i++) Skip(header & 15, depth + 1);
                return;
            case 12:
                var outer = Enter();
                while (Next(out _, out var inner)) Skip(inner, depth + 1);
                Leave(outer);
                return;
            default: throw new InvalidDataException("A page header holds an unknown type.");
        }
    }
}
