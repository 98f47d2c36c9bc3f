namespace TradeML.Data.Curation;

/// <summary>One corporate action of one symbol as the adjustment chain takes it.</summary>
/// <param name="ExDate">First local trading day without the entitlement; it need not be a session.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Ratio">New shares per old share of a split; NaN for the other kinds.</param>
/// <param name="Amount">Dollars per share of a distribution; NaN for a split, and for a spin-off whose worth is
/// unknown.</param>
/// <param name="KnownDate">Day it became known; null when it was known on its ex-date.</param>
public readonly record struct CorporateEvent(
    DateOnly ExDate, CorporateEventKind Kind, double Ratio, double Amount, DateOnly? KnownDate = null)
{
    /// <summary>A split of <paramref name="ratio"/> new shares per old share.</summary>
    /// <param name="exDate">Ex-date.</param>
    /// <param name="ratio">New shares per old share: 2 is two-for-one, 0.1 one-for-ten.</param>
    /// <param name="known">Day it became known; null: the ex-date.</param>
    public static CorporateEvent Split(DateOnly exDate, double ratio, DateOnly? known = null) =>
        new(exDate, CorporateEventKind.Split, ratio, double.NaN, known);

    /// <summary>
    /// A cash distribution of <paramref name="amount"/> dollars per share after any split of the same day.
    /// </summary>
    /// <param name="exDate">Ex-date.</param>
    /// <param name="amount">USD per share.</param>
    /// <param name="known">Day it became known; null: the ex-date.</param>
    public static CorporateEvent Cash(DateOnly exDate, double amount, DateOnly? known = null) =>
        new(exDate, CorporateEventKind.Cash, double.NaN, amount, known);

    /// <summary>
    /// A spin-off worth <paramref name="amount"/> dollars per share before any split of the same day.
    /// </summary>
    /// <param name="exDate">Ex-date.</param>
    /// <param name="amount">Shares handed out per share times the new company's first close; NaN when that is
    /// unknown.</param>
    /// <param name="known">Day it became known; null: the ex-date.</param>
    public static CorporateEvent SpinOff(DateOnly exDate, double amount, DateOnly? known = null) =>
        new(exDate, CorporateEventKind.SpinOff, double.NaN, amount, known);
}
