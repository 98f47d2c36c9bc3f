using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace TradeML.Lake.Control;

/// <summary>
/// Where the SQL of the control store's two databases differs. Everything else is written so that both understand it.
/// </summary>
public sealed partial class SqlDialect
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    private SqlDialect(bool isPostgres) => IsPostgres = isPostgres;

    /// <summary>SQLite, one file in the lake.</summary>
    public static SqlDialect Sqlite { get; } = new(false);

    /// <summary>PostgreSQL, one server for several nodes.</summary>
    public static SqlDialect Postgres { get; } = new(true);

    /// <summary>Whether this is PostgreSQL.</summary>
    public bool IsPostgres { get; }

    /// <summary>After the rows that a lease picks: leave out those that another node is leasing now.</summary>
    public string SkipLocked => IsPostgres ? "FOR UPDATE SKIP LOCKED" : "";

    /// <summary>Between two tables that are to be read in this order. PostgreSQL finds the order by itself.</summary>
    public string JoinInOrder => IsPostgres ? "JOIN" : "CROSS JOIN";

    /// <summary>After a table's name: the index to use. PostgreSQL finds it by itself.</summary>
    /// <param name="index">Name of an index.</param>
    public string IndexedBy(string index) => IsPostgres ? "" : "INDEXED BY " + index;

    /// <summary>A table for FROM with one column <c>value</c>: the texts of a JSON array.</summary>
    /// <param name="parameter">The parameter that carries the array's text, for example <c>@symbols</c>.</param>
    public string Texts(string parameter) =>
        IsPostgres
            ? $"json_array_elements_text(CAST({parameter} AS json)) AS each_text(value)"
            : $"json_each({parameter})";

    /// <summary>
    /// A table for FROM with one column <c>value</c>: the elements of a JSON array, to be taken apart with
    /// <c>-&gt;&gt;</c>.
    /// </summary>
    /// <param name="parameter">The parameter that carries the array's text, for example <c>@rows</c>.</param>
    public string Elements(string parameter) =>
        IsPostgres
            ? $"json_array_elements(CAST({parameter} AS json)) AS each_element(value)"
            : $"json_each({parameter})";

    /// <summary>The calendar year of a day as four digits.</summary>
    /// <param name="day">SQL of a whole number of days since 1970-01-01.</param>
    public string Year(string day) =>
        IsPostgres
            ? $"to_char(DATE '1970-01-01' + CAST({day} AS INTEGER), 'YYYY')"
            : $"strftime('%Y', {day} * 86400, 'unixepoch')";

    // The row mapper spells out a list behind IN for SQLite; to PostgreSQL it hands the list as an array, which IN does
    // not take.
    internal string Text(string sql) => !IsPostgres || !sql.Contains("IN @", StringComparison.Ordinal) ? sql
        : texts.GetOrAdd(sql,
            static s => InList().Replace(s, m => $"{(m.Groups[1].Success ? "<> ALL" : "= ANY")}({m.Groups[2].Value})"));

    [GeneratedRegex(@"\b(NOT\s+)?IN\s+(@\w+)")]
    private static partial Regex InList();
}
