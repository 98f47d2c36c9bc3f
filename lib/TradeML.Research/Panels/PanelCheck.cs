using TradeML.Core.Errors;

namespace TradeML.Research.Panels;

/// <summary>The checks at the door of a panel: shape, order, and values that cannot be.</summary>
internal static class PanelCheck
{
    internal static void Shape(string[] symbols, DateOnly[] sessions, int[] rowStarts, int[] day)
    {
        if (rowStarts.Length != symbols.Length + 1)
            throw Bad($"{symbols.Length} symbols need {symbols.Length + 1} row starts, not {rowStarts.Length}.");
        if (rowStarts[0] != 0 || rowStarts[^1] != day.Length)
            throw Bad($"Row starts run from 0 to the number of rows ({day.Length}).");
        if (new HashSet<string>(symbols, StringComparer.Ordinal).Count != symbols.Length)
            throw Bad("A symbol is listed twice.");
        for (var i = 1; i < sessions.Length; i++)
            if (sessions[i] <= sessions[i - 1])
                throw Bad($"Sessions are not ascending and distinct at {sessions[i]:yyyy-MM-dd}.");
        for (var symbol = 0; symbol < symbols.Length; symbol++)
        {
            if (rowStarts[symbol + 1] < rowStarts[symbol]) throw Bad($"Row starts fall at symbol '{symbols[symbol]}'.");
            var previous = -1;
            for (var row = rowStarts[symbol]; row < rowStarts[symbol + 1]; row++)
            {
                if ((uint)day[row] >= (uint)sessions.Length)
                    throw Bad($"Session index {day[row]} is outside 0 … {sessions.Length - 1}.", symbols[symbol], row);
                if (day[row] <= previous)
                    throw Bad("Rows are not in session order, or a session is there twice.", symbols[symbol], row);
                previous = day[row];
            }
        }
    }

    internal static void Columns(
        string[] symbols, DateOnly[] sessions, int[] rowStarts, int[] day, PanelColumns columns)
    {
        foreach (var column in PanelColumn.Categories) Codes(column.Name, columns.Category(column), day.Length);
        foreach (var column in PanelColumn.Numbers)
        {
            var (name, values) = (column.Name.Replace('_', ' '), columns.Number(column));
            if (values is null) continue;
            if (values.Length != day.Length)
                throw Bad($"Column '{name}' has {values.Length} rows, the panel has {day.Length}.");
            for (var row = 0; row < values.Length; row++)
            {
                var value = values[row];
                if (value > 0 && value < double.PositiveInfinity) continue;
                if (double.IsNaN(value) || (column.ZeroAllowed && value == 0)) continue;
                var symbol = Array.FindLastIndex(rowStarts, start => start <= row);
                throw Bad($"Column '{name}' holds {value} on {sessions[day[row]]:yyyy-MM-dd}.",
                    symbols[Math.Min(symbol, symbols.Length - 1)], row);
            }
        }
    }

    private static void Codes(string name, PanelCategory? category, int rows)
    {
        if (category is not { Codes: var codes, Names: var names }) return;
        if (names is null) throw Bad($"Column '{name}' holds codes, and their names are missing.");
        if (codes.Length != rows) throw Bad($"Column '{name}' has {codes.Length} rows, the panel has {rows}.");
        var bad = Array.FindIndex(codes, code => code < -1 || code >= names.Length);
        if (bad >= 0)
            throw Bad(
                $"Column '{name}' holds the code {codes[bad]} in row {bad}; codes are −1 (unknown) to "
                    + $"{names.Length - 1}.");
    }

    private static TradeMLException Bad(string message, string? symbol = null, int row = -1) => new(
        ErrorKind.BadInput, message, symbol is null ? null : $"symbol {symbol}, row {row}",
        "A panel is made of checked bars: run the quality control first.");
}
