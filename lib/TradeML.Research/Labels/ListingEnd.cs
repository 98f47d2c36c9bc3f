namespace TradeML.Research.Labels;

/// <summary>A gap in a symbol's bars that ends its listing: by a record within it, by its length, or both.</summary>
/// <param name="LastRow">Last panel row before the gap.</param>
/// <param name="NextDay">Session of the next bar, or one past the panel's last session.</param>
/// <param name="GapDay">Session at which the gap is long enough to count by itself; beyond <paramref name="NextDay"/>
/// when it never is.</param>
/// <param name="RecordDay">Session of the delisting record, or <see cref="int.MaxValue"/>.</param>
/// <param name="Reason">The record's reason.</param>
internal readonly record struct ListingEnd(int LastRow, int NextDay, int GapDay, int RecordDay, DelistingReason Reason)
{
    internal bool ClosedByLength => GapDay < NextDay;

    /// <summary>
    /// Whether the record is known when a label that cannot close before <paramref name="day"/> closes.
    /// </summary>
    internal bool RecordedBy(int day) => RecordDay <= (ClosedByLength ? Math.Max(day, GapDay) : int.MaxValue - 1);
}
