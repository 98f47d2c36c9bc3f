namespace TradeML.Data.Quality;

/// <summary>A table with one expected partition for each symbol and session, and where its missing partitions come from.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Dataset">Dataset of the stage that decides the window, and that a GAP task asks for.</param>
/// <param name="AsksVendor">Whether a missing partition raises a GAP task; a derived table is built, not fetched.</param>
/// <param name="MissingCode">Code of a partition without a row.</param>
public sealed record AuditedTable(string Table, string Dataset, bool AsksVendor, string MissingCode)
{
    /// <summary>Daily bars as fetched.</summary>
    public static AuditedTable Bars { get; } = new("raw/equities_bars", "equities_eod", true, QcCodes.MissingRows);

    /// <summary>Corporate actions: complete where a vendor answered, with or without an event.</summary>
    public static AuditedTable CorporateActions { get; } = new("reference/corp_actions", "corp_actions", true, QcCodes.Unconfirmed);

    /// <summary>Delistings: complete up to the newest snapshot of the vendor's list.</summary>
    public static AuditedTable Delistings { get; } = new("reference/delistings", "listings", true, QcCodes.Unconfirmed);

    /// <summary>Adjusted daily bars, built by the curator.</summary>
    public static AuditedTable Curated { get; } = new("curated/equities_ohlcv_adj", "equities_eod", false, QcCodes.NotCurated);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AuditedTable> All { get; } = [Curated, Bars, CorporateActions, Delistings];

    /// <summary>Name under which tables that this lake derives stand in the ledger.</summary>
    public const string DerivedSource = "curator";
}
