namespace TradeML.Campaign;

/// <summary>What a run of <see cref="StageZero"/> ended with.</summary>
/// <param name="Partitions">Partitions expected at the end.</param>
/// <param name="Unexplained">Partitions that are RED because nobody has asked, has not been answered, or has not
/// curated: there must be none.</param>
/// <param name="WallToGreen">Wall time from the empty disk to a complete stage.</param>
/// <param name="Calls">Requests that the vendors received.</param>
/// <param name="Repeated">Requests that had been answered in full before and brought nothing new.</param>
/// <param name="Least">Requests that would have been enough: full pages, no fault.</param>
public sealed record StageZeroResult(
    long Partitions, long Unexplained, TimeSpan WallToGreen, long Calls, long Repeated, long Least);
