namespace TradeML.Data.Ingest;

/// <summary>Counts of one run; used from the worker's loop only.</summary>
internal sealed class WorkerTally(TimeProvider time)
{
    private readonly long started = time.GetTimestamp();

    public long Done { get; set; }

    public long Failed { get; set; }

    public long Rows { get; set; }

    public long Quarantined { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public double RowsPerSecond => Elapsed.TotalSeconds > 0 ? Rows / Elapsed.TotalSeconds : 0;
}
