namespace TradeML.Lake.Parquet.Columns;

/// <summary>Where one column of one row group lies in the bytes of its group.</summary>
/// <param name="Dictionary">Offset of its dictionary page, or −1.</param>
/// <param name="Data">Offset of its data page.</param>
/// <param name="End">Offset behind its last byte.</param>
/// <param name="Unknown">Values that are unknown.</param>
/// <param name="Least">Least value as the format stores it, or null.</param>
/// <param name="Greatest">Greatest value as the format stores it, or null.</param>
public readonly record struct WrittenColumn(
    int Dictionary, int Data, int End, int Unknown, byte[]? Least = null, byte[]? Greatest = null)
{
    /// <summary>Offset of its first byte.</summary>
    public int Start => Dictionary >= 0 ? Dictionary : Data;

    /// <summary>The same column further behind in its group.</summary>
    public WrittenColumn Behind(int bytes) =>
        this with
        {
            Dictionary = Dictionary < 0 ? Dictionary : Dictionary + bytes,
            Data = Data + bytes,
            End = End + bytes
        };
}
