using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Subjects;

/// <summary>Outputs whose rows are those of a panel.</summary>
internal static class PanelOutput
{
    /// <summary>Rows that are claimed to be known at the close of their own session.</summary>
    internal static SubjectOutput AtClose(string name, Panel panel, IReadOnlyList<OutputColumn> columns) =>
        Create(name, panel, columns, row => panel.Day[row]);

    /// <summary>Rows that are claimed to be known at the close of another session; those with −1 never.</summary>
    internal static SubjectOutput Create(
        string name, Panel panel, IReadOnlyList<OutputColumn> columns, Func<int, int> knownSession)
    {
        var close = Array.ConvertAll(panel.Sessions, SessionHours.Close);
        var (key, date, known) = (new string[panel.Rows], new DateOnly[panel.Rows], new DateTime[panel.Rows]);
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            for (var row = panel.RowStarts[symbol]; row < panel.RowStarts[symbol + 1]; row++)
            {
                var session = knownSession(row);
                (key[row], date[row], known[row]) = (panel.Symbols[symbol], panel.Sessions[panel.Day[row]],
                    session < 0 ? DateTime.MaxValue : close[session]);
            }
        }

        return new(name, key, date, known, columns);
    }

    /// <summary>Those of some columns that the panel has; a category by numbers that stand for its names.</summary>
    internal static List<OutputColumn> Columns(Panel panel, IEnumerable<PanelColumn> columns)
    {
        var result = new List<OutputColumn>();
        foreach (var column in columns)
        {
            if (PanelColumn.Categories.Contains(column))
            {
                if (panel.Columns.Category(column) is { } category)
                    result.Add(
                        new(column.Name,
                            Array.ConvertAll(category.Codes,
                                code => code < 0 ? double.NaN : Number(category.Names[code]))));
            }
            else if (panel.Columns.Number(column) is { } values) result.Add(new(column.Name, values));
        }

        return result;
    }

    /// <summary>A number that stands for a name, whatever other names there are.</summary>
    internal static double Number(string name) => name.Aggregate(7.0, (hash, c) => ((hash * 31) + c) % 1e12);
}
