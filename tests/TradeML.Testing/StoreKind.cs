namespace TradeML.Testing;

/// <summary>Which database a test keeps its control store in.</summary>
public enum StoreKind
{
    /// <summary>The lake's own SQLite file.</summary>
    Sqlite,

    /// <summary>A database of a PostgreSQL server that the tests start themselves.</summary>
    Postgres,
}
