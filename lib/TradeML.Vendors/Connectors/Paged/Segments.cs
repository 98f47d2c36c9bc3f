namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// A list that grows without copying: pieces of one length, small enough to stay off the large-object heap.
/// </summary>
internal sealed class Segments<T>
{
    private const int Shift = 12;
    private const int Size = 1 << Shift;

    private readonly List<T[]> pieces = [];
    private T[] last = [];
    private int used = Size;

    public int Count { get; private set; }

    public T this[int index] => pieces[index >> Shift][index & (Size - 1)];

    public void Add(T value)
    {
        if (used == Size)
        {
            if (pieces.Count << Shift == Count) pieces.Add(new T[Size]);
            last = pieces[Count >> Shift];
            used = 0;
        }

        last[used++] = value;
        Count++;
    }

    /// <summary>Takes the values from an index on back; nothing when there are no more.</summary>
    public void Truncate(int count)
    {
        if (count >= Count) return;
        Count = count;
        used = count & (Size - 1);
        if (used == 0) used = Size;
        else last = pieces[count >> Shift];
    }
}
