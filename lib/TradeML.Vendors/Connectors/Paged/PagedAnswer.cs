using TradeML.Core.Contracts;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>A complete answer to all tasks of one fetch.</summary>
/// <param name="Window">What was asked for.</param>
/// <param name="Sink">Rows, quarantine and counts.</param>
/// <param name="Rows">The rows that stay, by owner and key.</param>
/// <param name="Merged">Identical copies that were merged.</param>
/// <param name="Addresses">Address of each question, without secrets.</param>
internal sealed record PagedAnswer(
    PageWindow Window, RowSink Sink, int[] Rows, long Merged, IReadOnlyList<string> Addresses)
{
    /// <summary>The rows of one symbol or series; all of them when the dataset has no key.</summary>
    public ColumnBatch RowsOf(string? key, string sourceName, string apiVersion)
    {
        var owner = key is null ? 0 : Window.Symbols.ToList().IndexOf(key);
        var from = LowerBound(owner);
        var to = LowerBound(owner + 1);
        return Sink.Batch(Rows.AsSpan(from, to - from), sourceName, apiVersion, Window.Now, Addresses);
    }

    /// <summary>
    /// The rows set aside of one symbol; the first also gets those that belong to none. A page that came twice brings
    /// its bad rows twice.
    /// </summary>
    public IReadOnlyList<QuarantinedRow> QuarantinedOf(string? key) =>
    [
        .. Sink.Quarantined
            .Where(q =>
                key is null || q.Symbol == key || (key == Window.Symbols[0] && !Window.Symbols.Contains(q.Symbol!)))
            .DistinctBy(q => (q.Symbol, q.Date, q.Reason, q.Content)),
    ];

    // The rows lie by owner.
    private int LowerBound(int owner)
    {
        int low = 0, high = Rows.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Sink.Owners[Rows[middle]] < owner) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
