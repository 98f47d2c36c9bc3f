namespace TradeML.Lake.Reading;

/// <summary>
/// Computes derived tables as they would have been built from what was known at an instant, without writing to the
/// lake.
/// </summary>
public interface ITableDerivation
{
    /// <summary>Full names of the tables it computes.</summary>
    IReadOnlyCollection<string> Tables { get; }

    /// <summary>
    /// A SELECT over a session whose rows are those of the table, in the contract's columns and the order of its files.
    /// It must give what a rebuild of the table for that instant writes.
    /// </summary>
    /// <param name="lake">The lake; it is only read.</param>
    /// <param name="session">A session of its own: tables and views it needs may be made in it. It ends after the
    /// SELECT was run.</param>
    /// <param name="table">Full name of one of <see cref="Tables"/>.</param>
    /// <param name="asOf">The instant (UTC).</param>
    string Select(DataLake lake, DuckSession session, string table, DateTime asOf);
}
