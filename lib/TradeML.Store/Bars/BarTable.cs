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
    BarPlace place, string[] names, int[] symbol, int[] day, IReadOnlyDictionary<string, double[]> columns,
    IReadOnlyDictionary<string, (int[] Codes, string[] Names)> categories)
{
    /// <summary>The panel of these rows, once every rule holds.</summary>
    /// <exception cref="TradeMLException">Bad input: names the first row, and column, that breaks a rule.</exception>
    internal Panel ToPanel()
    {
        var outline = new BarOutline(place);
        outline.Add(symbol, day, names);
        outline.Finish();
        foreach (var column in BarColumn.All)
            if (columns.TryGetValue(column.Name, out var values)) column.Check(values, 0, place);
        BarShape.Check(columns["open"], columns["high"], columns["low"], columns["close"], 0, place);
        var index = new int[day.Length];
        outline.Index(day, index);
        return PanelBuilder.Build(new FilePanel(
            PanelRows.Of(names, outline.RowStarts, outline.Sessions, index), columns.GetValueOrDefault,
            name => categories.TryGetValue(name, out var category) ? new(category.Codes, category.Names) : null));
    }
}
