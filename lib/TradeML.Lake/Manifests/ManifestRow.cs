using System.Diagnostics.CodeAnalysis;
using TradeML.Lake.Control;

namespace TradeML.Lake.Manifests;

/// <summary>A row of the table <c>manifest</c> as the control store hands it out.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Created by the row mapper.")]
internal sealed class ManifestRow
{
    private const string Columns =
        "path, table_name AS TableName, partition, source, symbol, first_day AS FirstDay, last_day AS "
            + "LastDay, rows, bytes, sha256, " +
        "ingested_at AS IngestedAt, schema_version AS SchemaVersion, inputs_hash AS InputsHash, code_version AS "
        + "CodeVersion, config_hash AS ConfigHash";

    /// <summary>The columns to select for a row as a node sees it; the SQL takes the node as <c>@node</c>.</summary>
    public static string ColumnsFor(string node) => Columns + (node.Length == 0 ? ", '' AS Node, 1 AS Here" :
        """
        , (SELECT MIN(h.node) FROM file_holder h WHERE h.path = manifest.path) AS Node,
        CASE WHEN EXISTS (SELECT 1 FROM file_holder h WHERE h.path = manifest.path AND h.node = @node) THEN 1 ELSE 0
            END AS Here
        """);

    public string Path { get; set; } = "";

    public string TableName { get; set; } = "";

    public string Partition { get; set; } = "";

    public string? Source { get; set; }

    public string? Symbol { get; set; }

    public long? FirstDay { get; set; }

    public long? LastDay { get; set; }

    public long Rows { get; set; }

    public long Bytes { get; set; }

    public string Sha256 { get; set; } = "";

    public string IngestedAt { get; set; } = "";

    public long SchemaVersion { get; set; }

    public string? InputsHash { get; set; }

    public string? CodeVersion { get; set; }

    public string? ConfigHash { get; set; }

    public string? Node { get; set; }

    public long Here { get; set; }

    public ManifestEntry ToEntry() => new()
    {
        Path = Path, Table = TableName, Partition = Partition, Source = Source, Symbol = Symbol,
        First = FirstDay is { } f ? UnixDay.ToDate(f) : null, Last = LastDay is { } l ? UnixDay.ToDate(l) : null,
        Rows = Rows, Bytes = Bytes, Sha256 = Sha256, IngestedAt = InstantText.Parse(IngestedAt),
        SchemaVersion = (int)SchemaVersion,
        InputsHash = InputsHash, CodeVersion = CodeVersion, ConfigHash = ConfigHash,
        Node = Node, IsHere = Here != 0,
    };
}
