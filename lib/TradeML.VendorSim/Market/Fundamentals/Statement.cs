namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>A company's report of one fiscal quarter, and its restatement when there is one.</summary>
/// <param name="Start">First day of the quarter.</param>
/// <param name="End">Last day of the quarter.</param>
/// <param name="FiscalYear">Calendar year in which the fiscal year ends.</param>
/// <param name="Quarter">1 … 4.</param>
/// <param name="Lines">As first filed.</param>
/// <param name="Filing">The first filing: a 10-Q, or the 10-K after the fourth quarter.</param>
/// <param name="Restated">As filed again, or null.</param>
/// <param name="Amendment">The second filing, or null.</param>
internal sealed record Statement(
    DateOnly Start, DateOnly End, int FiscalYear, int Quarter, StatementLines Lines, Filing Filing,
    StatementLines? Restated = null, Filing? Amendment = null)
{
    /// <summary>Whether it has been filed by an instant.</summary>
    public bool IsKnown(DateTime nowUtc) => Filing.AcceptedUtc <= nowUtc;

    /// <summary>The newest lines and their filing at an instant.</summary>
    public (StatementLines Lines, Filing Filing) At(DateTime nowUtc) =>
        Amendment is { } amendment && amendment.AcceptedUtc <= nowUtc ? (Restated!, amendment) : (Lines, Filing);
}
