using TradeML.Core.Errors;
using TradeML.Research.Panels;
using TradeML.Store.KnownAt;
using TradeML.Store.Panels;

namespace TradeML.Store.Bars;

/// <summary>The columns of a file of bars as they were read, in file order, before they are trusted.</summary>
/// <param name="place">Says where the data come from and how its rows are called.</param>
/// <param name="names">The symbols, in the order in which they first appear.</param>
/// <param name="symbol">Index into <paramref name="names"/> by row.</param>
/// <param name="day">Day number (days since 0001-01-01) by row.</param>
/// <param name="columns">The numeric columns that are there, by name.</param>
/// <param name="categories">The categories that are there, by name: codes by row (−1 unknown) and their names.</param>
internal sealed class BarTable(
    BarPlace place, string[] names, int[] symbol, int[] day, IReadOnlyDictionary<string, double[]> columns, IReadOnlyDictionary<string, (int[] Codes, string[] Names)> categories)
{
    /// <summary>The panel of these rows, once every rule holds.</summary>
    /// <exception cref="TradeMLException">Bad input: names the first row, and column, that breaks a rule.</exception>
    internal Panel ToPanel()
    {
        if (day.Length == 0) throw new TradeMLException(ErrorKind.BadInput, "The file holds no rows.", place.File, "Write at least one bar into it.");
        var starts = Starts();
        foreach (var column in BarColumn.All)
            if (columns.TryGetValue(column.Name, out var values)) CheckValues(column, values);
        var sessions = Sessions(out var index);
        return PanelBuilder.Build(new FilePanel(
            PanelRows.Of(names, starts, sessions, index), columns.GetValueOrDefault,
            name => categories.TryGetValue(name, out var category) ? new(category.Codes, category.Names) : null));
    }

    /// <summary>The first row of each symbol and the number of rows; checks the order of rows.</summary>
    private int[] Starts()
    {
        var starts = new int[names.Length + 1];
        starts[^1] = day.Length;
        for (var row = 1; row < day.Length; row++)
        {
            if (symbol[row] == symbol[row - 1])
            {
                if (day[row] > day[row - 1]) continue;
                var at = DateOnly.FromDayNumber(day[row]);
                throw day[row] == day[row - 1]
                    ? place.Bad(row, BarColumn.Date, $"{names[symbol[row]]} has the day {at:yyyy-MM-dd} twice.", "Remove one of the two rows.")
                    : place.Bad(row, BarColumn.Date, $"{names[symbol[row]]} goes back to {at:yyyy-MM-dd} after {DateOnly.FromDayNumber(day[row - 1]):yyyy-MM-dd}.", Sort);
            }

            if (symbol[row] < symbol[row - 1] || string.CompareOrdinal(names[symbol[row]], names[symbol[row - 1]]) < 0)
                throw place.Bad(row, BarColumn.Symbol, $"The rows are not sorted: {names[symbol[row]]} comes after {names[symbol[row - 1]]}.", Sort);
            starts[symbol[row]] = row;
        }

        return starts;
    }

    private const string Sort = "Sort the file by symbol (by character code), then date.";

    private void CheckValues(BarColumn column, double[] values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (column.Allows(values[row])) continue;
            var what = double.IsNaN(values[row]) ? "has no value (or NaN)" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"holds {values[row]}");
            throw place.Bad(row, column.Name, $"Column '{column.Name}' {what}, where {column.Meaning} is needed.", "Correct or remove the row.");
        }
    }

    /// <summary>The distinct days, ascending, and each row's index among them.</summary>
    private DateOnly[] Sessions(out int[] index)
    {
        int first = int.MaxValue, last = int.MinValue;
        foreach (var number in day) (first, last) = (Math.Min(first, number), Math.Max(last, number));
        var place = new int[last - first + 1];
        foreach (var number in day) place[number - first] = 1;
        var sessions = new List<DateOnly>();
        for (var i = 0; i < place.Length; i++)
        {
            if (place[i] == 0) continue;
            place[i] = sessions.Count;
            sessions.Add(DateOnly.FromDayNumber(first + i));
        }

        index = new int[day.Length];
        for (var row = 0; row < index.Length; row++) index[row] = place[day[row] - first];
        return [.. sessions];
    }
}
