using System.Text;
using TradeML.Core.Contracts;

namespace TradeML.Lake.DuckDb;

/// <summary>
/// Copies a column of texts. Texts repeat (symbols, sources), so that the last ones made are looked up by their bytes
/// first.
/// </summary>
internal sealed unsafe class TextCopy(string name, int rows) : VectorCopy(name, ColumnType.Text, new string?[rows])
{
    private const int Slots = 1024, Inlined = 12;
    private readonly string?[] cache = new string?[Slots];
    private readonly byte[]?[] cachedBytes = new byte[Slots][];

    protected override void CopyValues(byte* data, ulong* validity, int start, int size)
    {
        var target = ((string?[])Values).AsSpan(start, size);
        for (var i = 0; i < size; i++)
        {
            if (validity is not null && IsNull(validity, i)) continue;
            var entry = data + ((long)i * 16);
            var length = *(int*)entry;
            target[i] = Text(new ReadOnlySpan<byte>(length <= Inlined ? entry + 4 : *(byte**)(entry + 8), length));
        }
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > 256) return Encoding.UTF8.GetString(bytes);
        var hash = new HashCode();
        hash.AddBytes(bytes);
        var slot = hash.ToHashCode() & (Slots - 1);
        if (cachedBytes[slot] is { } known && bytes.SequenceEqual(known)) return cache[slot]!;
        cachedBytes[slot] = bytes.ToArray();
        return cache[slot] = Encoding.UTF8.GetString(bytes);
    }
}
