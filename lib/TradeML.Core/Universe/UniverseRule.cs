namespace TradeML.Core.Universe;

/// <summary>
/// The floors of the universe (SSOT §2.7), judged bar by bar for one listing from raw prices: what is known at a bar's
/// close is all that enters, so neither later bars nor later splits can change a verdict. The universe table and
/// training ask this one kernel.
/// </summary>
public static class UniverseRule
{
    private const UniverseFlags Floors = UniverseFlags.PriceOk | UniverseFlags.HistoryOk | UniverseFlags.LiquidityOk;

    /// <summary>Judges every bar.</summary>
    /// <param name="close">Raw closes (USD), ascending by session.</param>
    /// <param name="volume">Raw volumes (shares).</param>
    /// <param name="options">The floors.</param>
    /// <param name="adv">Receives the mean dollar volume (USD a day), NaN before the first full window.</param>
    /// <param name="flags">Receives Traded, PriceOk, HistoryOk, LiquidityOk and Held.</param>
    public static void Judge(
        ReadOnlySpan<double> close, ReadOnlySpan<double> volume, UniverseOptions options, Span<double> adv,
        Span<UniverseFlags> flags)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNotEqual(flags.Length, close.Length);
        DollarVolume.Mean(close, volume, options.AdvWindow, adv);
        var lastMet = int.MinValue;
        for (var i = 0; i < close.Length; i++)
        {
            var met = UniverseFlags.Traded;
            if (close[i] >= options.MinPriceUsd) met |= UniverseFlags.PriceOk;
            if (i + 1 >= options.AdvWindow) met |= UniverseFlags.HistoryOk;
            if (adv[i] >= options.MinAdvUsd) met |= UniverseFlags.LiquidityOk;
            if ((met & Floors) == Floors) lastMet = i;
            if (lastMet >= 0 && i - lastMet < options.HoldBars) met |= UniverseFlags.Held;
            flags[i] = met;
        }
    }

    /// <summary>Whether a name may be traded on a day with these conditions.</summary>
    /// <param name="flags">The day's conditions.</param>
    public static bool IsEligible(UniverseFlags flags) =>
        (flags & (UniverseFlags.Common | UniverseFlags.Traded | UniverseFlags.Held))
            == (UniverseFlags.Common | UniverseFlags.Traded | UniverseFlags.Held);

    /// <summary>
    /// The first condition that failed: NOT_COMMON, NOT_TRADED, PRICE, HISTORY or LIQUIDITY; null when the name is
    /// eligible.
    /// </summary>
    /// <param name="flags">The day's conditions.</param>
    public static string? Reason(UniverseFlags flags)
    {
        if (IsEligible(flags)) return null;
        if (!flags.HasFlag(UniverseFlags.Common)) return "NOT_COMMON";
        if (!flags.HasFlag(UniverseFlags.Traded)) return "NOT_TRADED";
        if (!flags.HasFlag(UniverseFlags.PriceOk)) return "PRICE";
        return flags.HasFlag(UniverseFlags.HistoryOk) ? "LIQUIDITY" : "HISTORY";
    }
}
