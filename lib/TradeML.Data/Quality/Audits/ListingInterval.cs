namespace TradeML.Data.Quality.Audits;

/// <summary>When a symbol was listed, as far as complete answers of its source show.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="First">First day; null while nothing proves that there was none before.</param>
/// <param name="Last">Last day; null while it is listed, or nothing proves the contrary.</param>
/// <param name="Basis">The facts it rests on.</param>
internal sealed record ListingInterval(string Symbol, DateOnly? First, DateOnly? Last, string Basis)
{
    /// <summary>
    /// Days that a complete answer must reach beyond the last bar before an inactive symbol counts as delisted there.
    /// </summary>
    private const int ProofDays = 7;

    /// <summary>The source of the user's own files: nobody can be asked what lies outside of them.</summary>
    internal const string FileSource = "file";

    /// <summary>What the user's file covers: a day missing within it is a gap, one outside of it is not owed.</summary>
    /// <param name="symbol">Ticker.</param>
    /// <param name="firstBar">Day of the first bar, or null.</param>
    /// <param name="lastBar">Day of the last bar, or null.</param>
    /// <param name="start">First day the stage wants.</param>
    /// <param name="end">First day after what the stage wants.</param>
    public static ListingInterval OfFile(
        string symbol, DateOnly? firstBar, DateOnly? lastBar, DateOnly start, DateOnly end) =>
        firstBar is { } first && lastBar is { } last
            ? new(symbol, first > start ? first : null, last.AddDays(1) < end ? last : null, "what the file covers")
            : new(symbol, null, null, "no bars");

    /// <summary>Draws the interval from what is known.</summary>
    /// <param name="symbol">Ticker.</param>
    /// <param name="firstBar">Day of the first bar, or null.</param>
    /// <param name="lastBar">Day of the last bar, or null.</param>
    /// <param name="answered">Half-open windows the source answered completely, ascending by start.</param>
    /// <param name="active">What the newest list of assets says: listed, not listed, or null when it does not name the
    /// symbol.</param>
    /// <param name="start">First day the stage wants.</param>
    /// <param name="end">First day after what the stage wants.</param>
    public static ListingInterval From(
        string symbol, DateOnly? firstBar, DateOnly? lastBar, IReadOnlyList<(DateOnly Start, DateOnly End)> answered,
        bool? active,
        DateOnly start, DateOnly end)
    {
        if (firstBar is not { } first || lastBar is not { } last)
            return new ListingInterval(symbol, null, null, "no bars");
        var begun = first > start && GapPlanner.Covers(answered, start, first);
        var proof = last.AddDays(1 + ProofDays);
        var ended = active == false && last.AddDays(1) < end
            && GapPlanner.Covers(answered, last.AddDays(1), proof < end ? proof : end);
        return new ListingInterval(
            symbol, begun ? first : null, ended ? last : null,
            (begun ? "first bar, nothing before confirmed" : "start not proven") + "; "
                + (ended ? "inactive, nothing after confirmed" : "not ended"));
    }
}
