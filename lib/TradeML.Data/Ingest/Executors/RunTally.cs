using TradeML.Data.Ingest.Results;

namespace TradeML.Data.Ingest.Executors;

/// <summary>Counts of one run. Safe for concurrent use.</summary>
internal sealed class RunTally(TimeProvider time)
{
    private readonly long started = time.GetTimestamp();
    private long done;
    private long failed;
    private long rows;
    private long quarantined;

    public long Done => Interlocked.Read(ref done);

    public long Failed => Interlocked.Read(ref failed);

    public long Rows => Interlocked.Read(ref rows);

    public long Quarantined => Interlocked.Read(ref quarantined);

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    public double RowsPerSecond => Elapsed.TotalSeconds > 0 ? Rows / Elapsed.TotalSeconds : 0;

    public void AddFailed(int tasks) => Interlocked.Add(ref failed, tasks);

    public void AddDone(IReadOnlyList<PreparedResult> results)
    {
        Interlocked.Add(ref done, results.Count);
        Interlocked.Add(ref rows, results.Sum(r => (long)r.ToWrite.RowCount));
        Interlocked.Add(ref quarantined, results.Sum(r => (long)r.Quarantined.Count));
    }
}
