using Spectre.Console;

namespace TradeML.Cli.Rendering;

/// <summary>The look of every table: no box, a rule under the header, numbers to the right.</summary>
internal static class Tables
{
    /// <summary>Starts a table.</summary>
    /// <param name="headers">Column headers; one that starts with <c>#</c> is right-aligned.</param>
    public static Table New(params string[] headers)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var header in headers)
        {
            var column = new TableColumn(new Text(header.TrimStart('#'), new Style(decoration: Decoration.Bold)));
            if (header.StartsWith('#')) column.RightAligned();
            column.NoWrap();
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts (no markup is read from them).</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">The cells.</param>
    public static void AddText(this Table table, IEnumerable<string> cells) =>
        table.AddRow(cells.Select(c => new Text(c)));
}
