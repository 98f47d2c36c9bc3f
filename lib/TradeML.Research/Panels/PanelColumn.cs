namespace TradeML.Research.Panels;

/// <summary>
/// One data column of a panel. This list is the only one: whatever reads, checks, copies, compares or hashes a panel's
/// columns goes through it, in this order.
/// </summary>
public sealed record PanelColumn
{
    private static readonly List<PanelColumn> AllNumbers = [], AllCategories = [];

    /// <summary>Raw opening price.</summary>
    public static PanelColumn Open { get; } = Number("open", "USD", "the bar", null, "a price above 0");

    /// <summary>Raw highest price.</summary>
    public static PanelColumn High { get; } = Number("high", "USD", "the bar", null, "a price above 0");

    /// <summary>Raw lowest price.</summary>
    public static PanelColumn Low { get; } = Number("low", "USD", "the bar", null, "a price above 0");

    /// <summary>Raw closing price.</summary>
    public static PanelColumn Close { get; } = Number("close", "USD", "the bar", null, "a price above 0");

    /// <summary>Raw volume.</summary>
    public static PanelColumn Volume { get; } = Number("volume", "shares of that day", "the bar", null,
        "a volume of at least 0", zero: true);

    /// <summary>Split step of prices.</summary>
    public static PanelColumn PriceStep { get; } =
        Number("price_step", "1", "corporate actions by ex-date", "1 without an event",
            "a split step above 0 (1 without an event)");

    /// <summary>Split step of volumes.</summary>
    public static PanelColumn VolumeStep { get; } =
        Number("volume_step", "1", "corporate actions by ex-date", "1 without an event",
            "a split step above 0 (1 without an event)");

    /// <summary>Split step × dividend step.</summary>
    public static PanelColumn TotalReturnStep { get; } = Number(
        "total_return_step", "1", "corporate actions by ex-date", "the price step",
        "a split and dividend step above 0 (1 without an event)");

    /// <summary>Shares outstanding.</summary>
    public static PanelColumn SharesOutstanding { get; } = Number(
        "shares_outstanding", "shares", "filings and market values known at the close",
        "unknown before the first, brought on by splits",
        "a number of shares above 0", unknown: true);

    /// <summary>Sessions to the next earnings date.</summary>
    public static PanelColumn SessionsToEarnings { get; } = Number(
        "sessions_to_earnings", "sessions", "plans fetched by the close", "unknown without a plan",
        "a number of sessions of at least 0", true, true);

    /// <summary>Sessions since the last earnings date.</summary>
    public static PanelColumn SessionsSinceEarnings { get; } = Number(
        "sessions_since_earnings", "sessions", "reports public at the close", "unknown before the first",
        "a number of sessions of at least 0", true, true);

    /// <summary>Sector.</summary>
    public static PanelColumn Sector { get; } = Category("sector");

    /// <summary>Industry.</summary>
    public static PanelColumn Industry { get; } = Category("industry");

    /// <summary>The columns of numbers.</summary>
    public static IReadOnlyList<PanelColumn> Numbers => AllNumbers;

    /// <summary>The columns of categories: a code a row, and the names of the codes.</summary>
    public static IReadOnlyList<PanelColumn> Categories => AllCategories;

    /// <summary>Its name in files and reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its unit; 1 = a ratio.</summary>
    public required string Unit { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Origin { get; init; }

    /// <summary>What stands where nothing is given; null = it must be given.</summary>
    public required string? Fill { get; init; }

    /// <summary>What a value must be, in words.</summary>
    public required string Meaning { get; init; }

    /// <summary>Whether a value may be 0.</summary>
    public required bool ZeroAllowed { get; init; }

    /// <summary>Whether a source may leave a value unknown (NaN; −1 of a category).</summary>
    public required bool MayBeUnknown { get; init; }

    /// <summary>Whether a panel can do without it.</summary>
    public bool IsOptional => Fill is not null;

    /// <summary>Its place in <see cref="Numbers"/> or <see cref="Categories"/>.</summary>
    internal int Index { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static PanelColumn Number(
        string name, string unit, string origin, string? fill, string meaning, bool zero = false, bool unknown = false)
    {
        var column = new PanelColumn
        {
            Name = name, Unit = unit, Origin = origin, Fill = fill, Meaning = meaning, ZeroAllowed = zero,
            MayBeUnknown = unknown,
            Index = AllNumbers.Count,
        };
        AllNumbers.Add(column);
        return column;
    }

    private static PanelColumn Category(string name)
    {
        var column = new PanelColumn
        {
            Name = name, Unit = "name", Origin = "claims known at the close", Fill = "unknown without a claim",
            Meaning = "a text",
            ZeroAllowed = true, MayBeUnknown = true, Index = AllCategories.Count,
        };
        AllCategories.Add(column);
        return column;
    }
}
