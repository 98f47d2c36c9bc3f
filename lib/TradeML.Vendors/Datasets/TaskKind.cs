namespace TradeML.Vendors.Datasets;

/// <summary>Why a task is in the ingest queue (SSOT §2.4).</summary>
public enum TaskKind
{
    /// <summary>First fetch of history for a new symbol or a wider window; stored as <c>BOOTSTRAP</c>.</summary>
    Bootstrap,

    /// <summary>Fill of RED or AMBER partitions that the audit found; stored as <c>GAP</c>.</summary>
    Gap,

    /// <summary>Today's deltas; stored as <c>FORWARD</c>.</summary>
    Forward,

    /// <summary>Weekly spot check across vendors; stored as <c>QC_PROBE</c>.</summary>
    QcProbe,
}
