namespace TradeML.Proof.Worlds;

/// <summary>
/// When a row of the lake became known. What the lake fetched as history, before which it was not collecting, counts as
/// known from the instant at which the market published it; what it collected live counts from its arrival, and as
/// published when it came before the next open. Later versions count from their arrival.
/// </summary>
internal static class Publication
{
    /// <summary>The instant from which a first version counts as known.</summary>
    /// <param name="published">When the market published it (UTC).</param>
    /// <param name="deadline">Arrivals up to here are in time (UTC).</param>
    /// <param name="arrived">When the lake fetched it (UTC).</param>
    /// <param name="collectingSince">Since when the lake collects the series (UTC).</param>
    internal static DateTime First(DateTime published, DateTime deadline, DateTime arrived, DateTime collectingSince) =>
        arrived <= deadline || collectingSince > published ? published : arrived;

    /// <summary>
    /// The instant from which a later version counts as known: its arrival, and not before what it is a version of.
    /// </summary>
    internal static DateTime Later(DateTime first, DateTime arrived) =>
        arrived > first ? arrived : first.AddTicks(TimeSpan.TicksPerMillisecond);
}
