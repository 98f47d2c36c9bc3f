using TradeML.Vendors.Datasets;

namespace TradeML.Data.Quality;

/// <summary>A table under audit: what its dataset owes, and where its missing partitions come from.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Dataset">Dataset of the stage that decides the window, and that a GAP task asks for.</param>
/// <param name="Rule">What is owed for each key.</param>
/// <param name="AsksVendor">Whether a missing partition raises a GAP task; a derived table is built, not
/// fetched.</param>
/// <param name="MissingCode">Code of a partition without a row.</param>
public sealed record AuditedTable(
    string Table, string Dataset, CompletenessRule Rule, bool AsksVendor, string MissingCode)
{
    /// <summary>Name under which tables that this lake derives stand in the ledger.</summary>
    public const string DerivedSource = "curator";

    /// <summary>Daily bars as fetched.</summary>
    public static AuditedTable Bars { get; } = new("raw/equities_bars", "equities_eod", CompletenessRule.Session, true,
        QcCodes.MissingRows);

    /// <summary>Corporate actions: complete where a vendor answered, with or without an event.</summary>
    public static AuditedTable CorporateActions { get; } =
        new("reference/corp_actions", "corp_actions", CompletenessRule.Confirmed, true, QcCodes.Unconfirmed);

    /// <summary>Delistings: complete up to the newest snapshot of the vendor's list.</summary>
    public static AuditedTable Delistings { get; } = new("reference/delistings", "listings", CompletenessRule.Confirmed,
        true, QcCodes.Unconfirmed);

    /// <summary>Adjusted daily bars, built by the curator.</summary>
    public static AuditedTable Curated { get; } =
        new("curated/equities_ohlcv_adj", "equities_eod", CompletenessRule.Session, false, QcCodes.NotCurated);

    /// <summary>All of them: one for each dataset of the catalog, and the derived ones.</summary>
    public static IReadOnlyList<AuditedTable> All { get; } = [Curated, .. DatasetCatalog.Standard.All.Select(Of)];

    /// <summary>The dataset.</summary>
    public DatasetSpec Spec => DatasetCatalog.Standard[Dataset];

    /// <summary>Rows that a day owes: 1, one a minute, or any number.</summary>
    internal int? ExpectedRows => Spec.Frequency switch
    {
        _ when Rule != CompletenessRule.Session => null,
        "1d" => 1,
        "1m" => Lake.Partitions.PartitionSpans.SessionMinutes,
        _ => null,
    };

    private static AuditedTable Of(DatasetSpec spec) => spec.Name switch
    {
        "equities_eod" => Bars,
        "corp_actions" => CorporateActions,
        "listings" => Delistings,
        _ =>
            new AuditedTable(spec.Table, spec.Name, spec.Rule, true,
                spec.Rule == CompletenessRule.Session ? QcCodes.MissingRows : QcCodes.Unconfirmed),
    };
}
