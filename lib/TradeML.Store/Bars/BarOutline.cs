using TradeML.Core.Errors;

namespace TradeML.Store.Bars;

/// <summary>
/// Symbols, their rows and the sessions of a file of bars, gathered block after block while the order of rows is
/// checked.
/// </summary>
/// <param name="place">Says where the data come from and how its rows are called.</param>
internal sealed class BarOutline(BarPlace place)
{
    private const string Sort = "Sort the file by symbol (by character code), then date.";
    private readonly List<int> starts = [];
    private readonly bool[] seen = new bool[DateOnly.MaxValue.DayNumber + 1];
    private int rows, lastSymbol = -1, lastDay;
    private int firstDay = int.MaxValue, endDay;
    private int[] sessionOf = [];

    /// <summary>Range of rows of each symbol: its first row, and the number of rows in the end.</summary>
    internal int[] RowStarts => [.. starts];

    /// <summary>The distinct days, ascending.</summary>
    internal DateOnly[] Sessions { get; private set; } = [];

    /// <summary>Takes up rows.</summary>
    /// <param name="symbol">Index into <paramref name="names"/> by row, numbered in the order in which symbols first
    /// appear.</param>
    /// <param name="day">Day number by row.</param>
    /// <param name="names">The symbols so far.</param>
    /// <exception cref="TradeMLException">Bad input: a symbol is empty, rows are not sorted, or a day comes
    /// twice.</exception>
    internal void Add(ReadOnlySpan<int> symbol, ReadOnlySpan<int> day, IReadOnlyList<string> names)
    {
        for (var i = 0; i < symbol.Length; i++)
        {
            var (code, at) = (symbol[i], day[i]);
            if (code != lastSymbol || lastSymbol < 0) Begin(code, rows + i, names);
            else if (at <= lastDay) throw NotAfter(rows + i, names[code], at);
            (lastSymbol, lastDay) = (code, at);
            seen[at] = true;
            if (at < firstDay) firstDay = at;
            if (at >= endDay) endDay = at + 1;
        }

        rows += symbol.Length;
    }

    /// <summary>All rows were taken up.</summary>
    /// <exception cref="TradeMLException">Bad input: there were none.</exception>
    internal void Finish()
    {
        if (rows == 0)
            throw new TradeMLException(ErrorKind.BadInput, "The file holds no rows.", place.File,
                "Write at least one bar into it.");
        starts.Add(rows);
        var sessions = new List<DateOnly>();
        sessionOf = new int[endDay - firstDay];
        for (var day = firstDay; day < endDay; day++)
        {
            if (!seen[day]) continue;
            sessionOf[day - firstDay] = sessions.Count;
            sessions.Add(DateOnly.FromDayNumber(day));
        }

        Sessions = [.. sessions];
    }

    /// <summary>The index of each day number among the sessions; the spans may be the same.</summary>
    internal void Index(ReadOnlySpan<int> day, Span<int> index)
    {
        for (var row = 0; row < day.Length; row++) index[row] = sessionOf[day[row] - firstDay];
    }

    private void Begin(int code, int row, IReadOnlyList<string> names)
    {
        if (code < 0)
            throw place.Bad(row, BarColumn.Symbol, "Column 'symbol' is empty.", "Name the symbol of the row.");
        place.RequireName(names[code], row);
        if (code < lastSymbol || (lastSymbol >= 0 && string.CompareOrdinal(names[code], names[lastSymbol]) < 0))
            throw place.Bad(row, BarColumn.Symbol,
                $"The rows are not sorted: {names[code]} comes after {names[lastSymbol]}.", Sort);
        starts.Add(row);
    }

    private TradeMLException NotAfter(int row, string name, int day)
    {
        var at = DateOnly.FromDayNumber(day);
        return day == lastDay
            ? place.Bad(row, BarColumn.Date, $"{name} has the day {at:yyyy-MM-dd} twice.",
                "Remove one of the two rows.")
            : place.Bad(row, BarColumn.Date,
                $"{name} goes back to {at:yyyy-MM-dd} after {DateOnly.FromDayNumber(lastDay):yyyy-MM-dd}.", Sort);
    }
}
