using TradeML.Core.Errors;

namespace TradeML.Proof.Worlds;

/// <summary>
/// One table of a <see cref="MarketWorld"/>: every version of every row, column by column, sorted by symbol, date, the
/// further key columns and the instant it became known. Days inside number columns are day numbers, in columns whose
/// names end in <c>_day</c>; NaN = unknown. It does not copy arrays that are sorted already.
/// </summary>
public sealed class WorldTable
{
    private WorldTable(
        string name, TableNature nature, string[] symbol, DateOnly[] date, DateTime[] knownAt,
        IReadOnlyDictionary<string, double[]> numbers,
        IReadOnlyDictionary<string, string?[]> texts, IReadOnlyList<string> extraKey)
    {
        Name = name;
        Nature = nature;
        Symbol = symbol;
        Date = date;
        KnownAt = knownAt;
        Numbers = numbers;
        Texts = texts;
        ExtraKey = extraKey;
    }

    /// <summary>Name, see <see cref="WorldTables"/>.</summary>
    public string Name { get; }

    /// <summary>What a row is.</summary>
    public TableNature Nature { get; }

    /// <summary>Symbol, or the id of a macro series.</summary>
    public string[] Symbol { get; }

    /// <summary>
    /// Local day the row speaks of: trading day, ex-date, end of the period, first day of an interval.
    /// </summary>
    public DateOnly[] Date { get; }

    /// <summary>Instant (UTC) from which this version of the row could be known.</summary>
    public DateTime[] KnownAt { get; }

    /// <summary>Number columns by name.</summary>
    public IReadOnlyDictionary<string, double[]> Numbers { get; }

    /// <summary>Text columns by name.</summary>
    public IReadOnlyDictionary<string, string?[]> Texts { get; }

    /// <summary>Columns that identify a row together with symbol and date.</summary>
    public IReadOnlyList<string> ExtraKey { get; }

    /// <summary>Number of rows, all versions counted.</summary>
    public int Rows => Symbol.Length;

    /// <summary>Wraps columns as a table and sorts them if they are not sorted.</summary>
    /// <param name="name">Name.</param>
    /// <param name="nature">What a row is.</param>
    /// <param name="symbol">Symbols.</param>
    /// <param name="date">Local days.</param>
    /// <param name="knownAt">Instants (UTC).</param>
    /// <param name="numbers">Number columns; null = none.</param>
    /// <param name="texts">Text columns; null = none.</param>
    /// <param name="extraKey">Names of the columns that belong to the key; null = none.</param>
    /// <exception cref="TradeMLException">Bad input: columns of unequal length, or a key column that is not
    /// there.</exception>
    public static WorldTable Create(
        string name, TableNature nature, string[] symbol, DateOnly[] date, DateTime[] knownAt,
        IReadOnlyDictionary<string, double[]>? numbers = null,
        IReadOnlyDictionary<string, string?[]>? texts = null, IReadOnlyList<string>? extraKey = null)
    {
        var table = new WorldTable(
            name, nature, symbol, date, knownAt, numbers ?? new Dictionary<string, double[]>(),
            texts ?? new Dictionary<string, string?[]>(), extraKey ?? []);
        var lengths = table.Numbers.Values.Select(c => c.Length).Concat(table.Texts.Values.Select(c => c.Length))
            .Append(date.Length).Append(knownAt.Length);
        if (lengths.Any(length => length != symbol.Length))
            throw new TradeMLException(ErrorKind.BadInput, $"The columns of '{name}' differ in length.");
        if (table.ExtraKey.FirstOrDefault(key => !table.Numbers.ContainsKey(key) && !table.Texts.ContainsKey(key))
            is { } lost)
            throw new TradeMLException(ErrorKind.BadInput, $"'{name}' has no column '{lost}' for its key.");
        for (var row = 1; row < symbol.Length; row++)
        {
            if (table.Compare(row - 1, table, row) <= 0) continue;
            var order = Enumerable.Range(0, symbol.Length).ToArray();
            Array.Sort(order, (a, b) => table.Compare(a, table, b) is var c and not 0 ? c : a.CompareTo(b));
            return table.Take(order);
        }

        return table;
    }

    /// <summary>A number column.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="TradeMLException">Bad input: there is none.</exception>
    public double[] Number(string column) => Numbers.TryGetValue(column, out var values) ? values : throw Lost(column);

    /// <summary>A text column.</summary>
    /// <param name="column">Its name.</param>
    /// <exception cref="TradeMLException">Bad input: there is none.</exception>
    public string?[] Text(string column) => Texts.TryGetValue(column, out var values) ? values : throw Lost(column);

    /// <summary>
    /// The newest version of every row that was known by an instant of its own; rows that were not known by then are
    /// left out.
    /// </summary>
    /// <param name="instant">By when, for each row (UTC).</param>
    public WorldTable Newest(Func<int, DateTime> instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        var kept = new List<int>(Rows);
        for (var row = 0; row < Rows; row++)
        {
            if (KnownAt[row] > instant(row)) continue;
            if (kept.Count > 0 && SameKey(kept[^1], row)) kept[^1] = row;
            else kept.Add(row);
        }

        return kept.Count == Rows ? this : Take([.. kept]);
    }

    /// <summary>The newest version of every row as known at one instant.</summary>
    /// <param name="instant">UTC.</param>
    public WorldTable KnownBy(DateTime instant) => Newest(_ => instant);

    /// <summary>The day in a column of days, or null where it is unknown or the column is missing.</summary>
    internal static DateOnly? DayOf(double[]? days, int row) =>
        days is null || double.IsNaN(days[row]) ? null : DateOnly.FromDayNumber((int)days[row]);

    /// <summary>Some rows, in the given order, which must be sorted.</summary>
    /// <param name="rows">Row numbers.</param>
    internal WorldTable Take(int[] rows) => new(
        Name, Nature, Pick(Symbol, rows), Pick(Date, rows), Pick(KnownAt, rows),
        Numbers.ToDictionary(c => c.Key, c => Pick(c.Value, rows), StringComparer.Ordinal),
        Texts.ToDictionary(c => c.Key, c => Pick(c.Value, rows), StringComparer.Ordinal), ExtraKey);

    /// <summary>Whether two rows are versions of the same.</summary>
    internal bool SameKey(int a, int b) => CompareKey(a, this, b) == 0;

    /// <summary>Order of two rows by key and version.</summary>
    internal int Compare(int row, WorldTable other, int otherRow)
    {
        var order = CompareKey(row, other, otherRow);
        return order != 0 ? order : KnownAt[row].CompareTo(other.KnownAt[otherRow]);
    }

    private int CompareKey(int row, WorldTable other, int otherRow)
    {
        var order = string.CompareOrdinal(Symbol[row], other.Symbol[otherRow]);
        if (order == 0) order = Date[row].CompareTo(other.Date[otherRow]);
        for (var i = 0; i < ExtraKey.Count && order == 0; i++)
            order = Numbers.TryGetValue(ExtraKey[i], out var values)
                ? values[row].CompareTo(other.Numbers[ExtraKey[i]][otherRow])
                : string.CompareOrdinal(Texts[ExtraKey[i]][row], other.Texts[ExtraKey[i]][otherRow]);
        return order;
    }

    private static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) picked[i] = values[rows[i]];
        return picked;
    }

    private TradeMLException Lost(string column) =>
        new(ErrorKind.BadInput, $"The table '{Name}' of the world has no column '{column}'.");
}
