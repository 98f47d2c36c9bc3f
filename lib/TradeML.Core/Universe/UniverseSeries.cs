namespace TradeML.Core.Universe;

/// <summary>
/// One listing's rows of the universe: one for every session from its first bar on, as long as a bar lies within the
/// last <see cref="UniverseOptions.MaxGapSessions"/> sessions. Whether a day has a row depends on that day and the ones
/// before alone.
/// </summary>
/// <param name="Sessions">Session indices of the exchange calendar, ascending.</param>
/// <param name="Adv">Mean dollar volume (USD a day) as of the last bar; NaN before the first full window.</param>
/// <param name="Flags">Conditions met.</param>
public sealed record UniverseSeries(int[] Sessions, double[] Adv, UniverseFlags[] Flags)
{
    /// <summary>Builds the rows of one listing.</summary>
    /// <param name="sessions">Session index of each bar, strictly ascending.</param>
    /// <param name="close">Raw closes (USD).</param>
    /// <param name="volume">Raw volumes (shares).</param>
    /// <param name="isCommon">Whether it is a common share.</param>
    /// <param name="end">One past the last session that may have a row: the end of the data, or of the listing.</param>
    /// <param name="options">The floors.</param>
    public static UniverseSeries Of(
        ReadOnlySpan<int> sessions, ReadOnlySpan<double> close, ReadOnlySpan<double> volume, bool isCommon, int end,
        UniverseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (barAdv, barFlags) = (new double[sessions.Length], new UniverseFlags[sessions.Length]);
        UniverseRule.Judge(close, volume, options, barAdv, barFlags);
        var common = isCommon ? UniverseFlags.Common : UniverseFlags.None;
        var capacity = sessions.Length + 64;
        var (days, adv, flags) = (new List<int>(capacity), new List<double>(capacity),
            new List<UniverseFlags>(capacity));
        for (var i = 0; i < sessions.Length; i++)
        {
            if (sessions[i] >= end) break;
            days.Add(sessions[i]);
            adv.Add(barAdv[i]);
            flags.Add(barFlags[i] | common);
            var next = Math.Min(i + 1 < sessions.Length ? sessions[i + 1] : end, end);
            var stop = Math.Min(next, sessions[i] + options.MaxGapSessions + 1);
            // Without a bar the day's conditions are those of the last one, but for the price, which nobody has paid.
            for (var day = sessions[i] + 1; day < stop; day++)
            {
                days.Add(day);
                adv.Add(barAdv[i]);
                flags.Add((barFlags[i] & (UniverseFlags.HistoryOk | UniverseFlags.LiquidityOk)) | common);
            }
        }

        return new UniverseSeries([.. days], [.. adv], [.. flags]);
    }
}
