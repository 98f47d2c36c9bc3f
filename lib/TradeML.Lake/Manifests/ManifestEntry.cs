namespace TradeML.Lake.Manifests;

/// <summary>One file of the lake as the manifest knows it.</summary>
public sealed record ManifestEntry
{
    /// <summary>Path relative to the lake's root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Full name of its table, for example <c>raw/equities_bars</c>.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// Its Hive folders below the table, for example <c>freq=1d/source=alpaca_sip/symbol=AAPL</c>; empty when there are
    /// none.
    /// </summary>
    public required string Partition { get; init; }

    /// <summary>Vendor and feed, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Ticker, or null for a file of several.</summary>
    public string? Symbol { get; init; }

    /// <summary>First day it covers, inclusive, or null for a file without dates.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Last day it covers, inclusive, or null for a file without dates.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it became part of the lake (UTC).</summary>
    public required DateTime IngestedAt { get; init; }

    /// <summary>Version of the table's contract it was written with.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Hash of everything it was derived from, or null for a raw file.</summary>
    public string? InputsHash { get; init; }

    /// <summary>Version of the code that derived it, or null.</summary>
    public string? CodeVersion { get; init; }

    /// <summary>Hash of the configuration it was derived with, or null.</summary>
    public string? ConfigHash { get; init; }

    /// <summary>
    /// A node that has the file on its disk (several may); empty where the lake is the only one; null when none is
    /// known.
    /// </summary>
    public string? Node { get; init; } = "";

    /// <summary>
    /// Whether this lake has the file on its own disk. Only with several nodes may a file lie elsewhere. Default true.
    /// </summary>
    public bool IsHere { get; init; } = true;
}
