using System.Collections.Concurrent;
using TradeML.Lake.Control;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// Datasets that vendors refused because the plan does not cover them (table <c>vendor_refusal</c>). A refusal is
/// believed for a week, then asked again: plans change. Safe for concurrent use.
/// </summary>
public sealed class VendorRefusals
{
    private static readonly TimeSpan Believed = TimeSpan.FromDays(7);

    private readonly ControlStore store;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<(string Vendor, string Dataset), VendorRefusal> known = new();
    private int version;

    /// <summary>Takes up what the control store holds.</summary>
    /// <param name="store">The control store.</param>
    /// <param name="time">Clock.</param>
    public VendorRefusals(ControlStore store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        this.store = store;
        this.time = time;
        var rows = store
            .Read(r =>
                r.Query<(string Vendor, string Dataset, string At, string Why)>(
                    "SELECT vendor, dataset, refused_at, why FROM vendor_refusal"));
        foreach (var row in rows)
            known[(row.Vendor, row.Dataset)] = new VendorRefusal(InstantText.Parse(row.At), row.Why);
    }

    /// <summary>Counts the changes, so that whoever routes by it knows when to route anew.</summary>
    public int Version => Volatile.Read(ref version);

    /// <summary>A refusal that is still believed, or null.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="dataset">The dataset.</param>
    public VendorRefusal? Of(string vendor, string dataset) =>
        known.TryGetValue((vendor, dataset), out var refusal) && time.GetUtcNow().UtcDateTime - refusal.At < Believed
            ? refusal
            : null;

    /// <summary>Notes a refusal.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="why">Its words, without secrets.</param>
    public void Note(string vendor, string dataset, string why)
    {
        var refusal = new VendorRefusal(time.GetUtcNow().UtcDateTime, why);
        known[(vendor, dataset)] = refusal;
        store.Write(tx => tx.Prepare(
            """
            INSERT INTO vendor_refusal (vendor, dataset, refused_at, why) VALUES (@vendor, @dataset, @at, @why)
            ON CONFLICT (vendor, dataset) DO UPDATE SET refused_at = excluded.refused_at, why = excluded.why
            """,
            "@vendor", "@dataset", "@at", "@why").Execute(vendor, dataset, InstantText.From(refusal.At), why));
        Interlocked.Increment(ref version);
    }

    /// <summary>Forgets a refusal: the vendor has answered since.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="dataset">The dataset.</param>
    public void Forget(string vendor, string dataset)
    {
        if (!known.TryRemove((vendor, dataset), out _)) return;
        store
            .Write(tx =>
                tx.Prepare("DELETE FROM vendor_refusal WHERE vendor = @vendor AND dataset = @dataset", "@vendor",
                    "@dataset").Execute(vendor, dataset));
        Interlocked.Increment(ref version);
    }
}
