using TradeML.Core.Contracts;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Connectors;

/// <summary>
/// What a vendor answered to one request: sound rows, rows set aside, and the window for which the answer is complete.
/// </summary>
public sealed record FetchResult
{
    /// <summary>What was asked for.</summary>
    public required FetchRequest Request { get; init; }

    /// <summary>Sound rows in the order of the table's key, without duplicates.</summary>
    public required ColumnBatch Rows { get; init; }

    /// <summary>How people call a row of <see cref="Rows"/>, for example file and line; null counts the rows.</summary>
    public Func<int, string>? PlaceOf { get; init; }

    /// <summary>Rows that were set aside, with reasons.</summary>
    public IReadOnlyList<QuarantinedRow> Quarantined { get; init; } = [];

    /// <summary>The source's name, as in the rows.</summary>
    public required string SourceName { get; init; }

    /// <summary>The address of the first page without secrets.</summary>
    public required string SourceUri { get; init; }

    /// <summary>First day of the window that the answer covers completely.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>
    /// Day after the last that the answer covers completely; before the request's end when later sessions are not over
    /// yet.
    /// </summary>
    public required DateOnly End { get; init; }

    /// <summary>Set when nothing of the window can exist yet: ask again not before this instant (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Set when the vendor finally refused this one symbol: a sentence that says why.</summary>
    public string? Refusal { get; init; }

    /// <summary>Fields that the connector does not know, counted over all rows.</summary>
    public long UnknownFields { get; init; }

    /// <summary>Identical copies of rows that were merged.</summary>
    public long DuplicateRows { get; init; }
}
