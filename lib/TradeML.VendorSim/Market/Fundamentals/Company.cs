namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>
/// What the public can know about the company behind a security. All of it has a day or an instant from which it is
/// known.
/// </summary>
internal sealed record Company
{
    public required Security Security { get; init; }

    /// <summary>Central Index Key at the Securities and Exchange Commission.</summary>
    public required int Cik { get; init; }

    public required SectorHabits Habits { get; init; }

    /// <summary>Month in which the fiscal year ends.</summary>
    public required int FiscalYearEndMonth { get; init; }

    /// <summary>Shares outstanding by day.</summary>
    public required ShareCount Shares { get; init; }

    /// <summary>Quarters in order of time.</summary>
    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>Announcements in order of time.</summary>
    public required IReadOnlyList<EarningsReport> Earnings { get; init; }

    /// <summary>Filings in order of acceptance.</summary>
    public required IReadOnlyList<Filing> Filings { get; init; }

    /// <summary>
    /// The fiscal year that a fourth quarter ends, as its own filing reports it; null when quarters of it are missing.
    /// </summary>
    /// <param name="fourth">Position of a fourth quarter in <see cref="Statements"/>.</param>
    /// <param name="nowUtc">Whether a restatement is known.</param>
    public (StatementLines Lines, Filing Filing)? Year(int fourth, DateTime nowUtc)
    {
        if (fourth < 3 || Statements[fourth].Quarter != 4) return null;
        var (last, filing) = Statements[fourth].At(nowUtc);
        var first = Enumerable.Range(fourth - 3, 3)
            .Select(i => Statements[i].At(Statements[fourth].Filing.AcceptedUtc).Lines);
        return (StatementLines.Sum([.. first, last]), filing);
    }
}
