namespace TradeML.Lake.Control;

/// <summary>A statement that differs between the two databases, written once.</summary>
/// <param name="build">Gives the text for a dialect; called once for each.</param>
public sealed class DialectSql(Func<SqlDialect, string> build)
{
    private readonly string sqlite = build(SqlDialect.Sqlite), postgres = build(SqlDialect.Postgres);

    /// <summary>The text for a dialect.</summary>
    /// <param name="dialect">That of the transaction or reader that runs it.</param>
    public string For(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.IsPostgres ? postgres : sqlite;
    }
}
