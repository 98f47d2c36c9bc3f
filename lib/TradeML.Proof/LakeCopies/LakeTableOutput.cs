using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Proof.Outputs;
using TradeML.Proof.Subjects;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Proof.LakeCopies;

/// <summary>A table of a lake as of an instant, as an output: all of its rows are claimed to be known then.</summary>
internal static class LakeTableOutput
{
    /// <summary>
    /// A number for the whole content, equal for equal tables; computed by the engine, so that no row comes into
    /// memory.
    /// </summary>
    internal static (long Rows, string Hash) Fingerprint(DataLake lake, TableContract table, DateTime? asOf)
    {
        using var session = lake.OpenSession();
        session.Register(table.Name, asOf);
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var row = session.Query(
            $"SELECT count(*), CAST(coalesce(sum(CAST(hash({columns}) AS HUGEINT)), 0) AS VARCHAR) FROM "
                + $"{table.Name.Replace('/', '.')}");
        return (row.Longs(0)[0], row.Texts(1)[0]!);
    }

    /// <summary>The rows, to say which of them differ: number columns as they are, all others as one number.</summary>
    internal static SubjectOutput Rows(DataLake lake, TableContract table, DateTime asOf)
    {
        using var session = lake.OpenSession();
        session.Register(table.Name, asOf);
        var day = table.Key.FirstOrDefault(k => table.Find(k)!.Type == ColumnType.Date);
        var key = table.Key.Where(k => k != day).Concat(table.Find("source_name") is null ? [] : ["source_name"])
            .Distinct();
        var numbers = table.Columns.Where(c => c.Type == ColumnType.Double).Select(c => c.Name).ToArray();
        var others = table.Columns.Select(c => c.Name).Except(numbers).ToArray();
        var rows = session.Query(
            $"SELECT concat_ws(' ', "
                + $"{string.Join(", ", key.Select(k => $"CAST(\"{k}\" AS VARCHAR)").DefaultIfEmpty("''"))}), "
                + $"{(day is null ? "DATE '1970-01-01'" : $"coalesce(\"{day}\", DATE '1970-01-01')")}, " +
            $"CAST(hash({string.Join(", ", others.Select(c => $"\"{c}\""))}) % 9007199254740992 AS "
            + $"DOUBLE){string.Concat(numbers.Select(c => $", \"{c}\""))} " +
            $"FROM {table.Name.Replace('/', '.')} ORDER BY 1, 2, 3");
        var known = new DateTime[rows.RowCount];
        Array.Fill(known, asOf);
        return new(table.Name, [.. rows.Texts(0).Select(k => k!)], rows.Dates(1), known,
            [new("the other columns", rows.Doubles(2)),
                .. numbers.Select((name, i) => new OutputColumn(name, rows.Doubles(3 + i)))]);
    }

    /// <summary>The panel of curated bars, with what it knew on each day, by facts known at the instant.</summary>
    internal static SubjectOutput Panel(DataLake lake, DateTime asOf)
    {
        var panel = PanelLoader.LoadAll(lake, asOf);
        return PanelOutput.AtClose("panel", panel,
            PanelOutput.Columns(panel, [.. PanelColumn.Numbers, .. PanelColumn.Categories]));
    }
}
