namespace TradeML.Core.Contracts;

/// <summary>The declaration of one table: what writers check against, what readers and docs rely on.</summary>
/// <param name="Name">Full name, for example <c>raw/equities_bars</c>.</param>
/// <param name="Meaning">What one row is, in one sentence.</param>
/// <param name="Version">Schema version, counted up when columns change.</param>
/// <param name="Columns">The columns, in file order.</param>
/// <param name="Key">Names of the columns that identify a row within one source and ingest.</param>
/// <param name="Partitioning">The Hive folder pattern below the table, for example <c>freq=/source=/symbol=</c>; empty
/// for a table of one folder or of the control store.</param>
/// <param name="TimeMeaning">What its dates and instants mean and when a row became known.</param>
/// <param name="ExpectedRows">How many rows a complete partition has, in words for docs and as the QC reads it.</param>
public sealed record TableContract(
    string Name,
    string Meaning,
    int Version,
    IReadOnlyList<ColumnContract> Columns,
    IReadOnlyList<string> Key,
    string Partitioning,
    string TimeMeaning,
    string ExpectedRows)
{
    /// <summary>When a row may be used; null when the table declares no knowledge time.</summary>
    public Knowledge? Knowledge { get; init; }

    /// <summary>The column of that name, or null.</summary>
    /// <param name="name">Column name, exact.</param>
    public ColumnContract? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);
}
