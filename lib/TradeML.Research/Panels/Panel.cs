using TradeML.Core.Errors;

namespace TradeML.Research.Panels;

/// <summary>
/// Daily bars of many symbols as a structure of arrays, symbol-major: the rows of symbol <c>i</c> are
/// <c>RowStarts[i] … RowStarts[i + 1] − 1</c>, in session order. Prices and volumes are raw (as traded); corporate
/// actions are <em>steps</em> that are accumulated forward in time, <c>forward(t) = raw(t) / Π step(s), s ≤ t</c>, so
/// that nothing that happens after a date can change a value at or before it. NaN = unknown. It does not copy the
/// arrays.
/// </summary>
public sealed class Panel
{
    private readonly Lazy<DayIndex> byDay;

    private Panel(PanelColumns columns, string[] symbols, DateOnly[] sessions, int[] rowStarts, int[] day)
    {
        Symbols = symbols;
        Sessions = sessions;
        RowStarts = rowStarts;
        Day = day;
        Open = columns.Open;
        High = columns.High;
        Low = columns.Low;
        Close = columns.Close;
        Volume = columns.Volume;
        HasSteps = columns.PriceStep is not null || columns.VolumeStep is not null
            || columns.TotalReturnStep is not null;
        Columns = columns = columns with
        {
            PriceStep = columns.PriceStep ?? Ones(day.Length),
            VolumeStep = columns.VolumeStep ?? Ones(day.Length),
            TotalReturnStep = columns.TotalReturnStep ?? columns.PriceStep ?? Ones(day.Length),
        };
        PriceStep = columns.PriceStep;
        VolumeStep = columns.VolumeStep;
        TotalReturnStep = columns.TotalReturnStep;
        SharesOutstanding = columns.SharesOutstanding;
        Sector = columns.Sector;
        SectorNames = columns.SectorNames ?? [];
        Industry = columns.Industry;
        IndustryNames = columns.IndustryNames ?? [];
        SessionsToEarnings = columns.SessionsToEarnings;
        SessionsSinceEarnings = columns.SessionsSinceEarnings;
        byDay = new(() => DayIndex.Build(this));
    }

    /// <summary>The symbols, in the order of their row ranges.</summary>
    public string[] Symbols { get; }

    /// <summary>The sessions (exchange-local trading days), ascending and distinct.</summary>
    public DateOnly[] Sessions { get; }

    /// <summary>Row ranges: one entry a symbol and one more, the number of rows.</summary>
    public int[] RowStarts { get; }

    /// <summary>Session index of each row, strictly ascending within a symbol.</summary>
    public int[] Day { get; }

    /// <summary>
    /// All data columns, with the steps filled in: what goes through them one by one uses the list
    /// <see cref="PanelColumn"/>.
    /// </summary>
    public PanelColumns Columns { get; }

    /// <summary>Raw opening price.</summary>
    public double[] Open { get; }

    /// <summary>Raw highest price.</summary>
    public double[] High { get; }

    /// <summary>Raw lowest price.</summary>
    public double[] Low { get; }

    /// <summary>Raw closing price.</summary>
    public double[] Close { get; }

    /// <summary>Raw volume in shares of that day.</summary>
    public double[] Volume { get; }

    /// <summary>Split step of prices: 1/ratio on an ex-date (0.5 for two-for-one), 1 without an event.</summary>
    public double[] PriceStep { get; }

    /// <summary>Split step of volumes: the ratio on an ex-date (2 for two-for-one), 1 without an event.</summary>
    public double[] VolumeStep { get; }

    /// <summary>Split step × cash dividend step (1 − D / previous close) on an ex-date, 1 without an event.</summary>
    public double[] TotalReturnStep { get; }

    /// <summary>Shares outstanding as known on that date, or null when they were not given.</summary>
    public double[]? SharesOutstanding { get; }

    /// <summary>
    /// Sector as known on that date, an index into <see cref="SectorNames"/> or −1, or null when it was not given.
    /// </summary>
    public int[]? Sector { get; }

    /// <summary>Names of the sectors.</summary>
    public string[] SectorNames { get; }

    /// <summary>
    /// Industry as known on that date, an index into <see cref="IndustryNames"/> or −1, or null when it was not given.
    /// </summary>
    public int[]? Industry { get; }

    /// <summary>Names of the industries.</summary>
    public string[] IndustryNames { get; }

    /// <summary>Sessions to the next earnings date known on that date, or null when it was not given.</summary>
    public double[]? SessionsToEarnings { get; }

    /// <summary>Sessions since the last earnings date, or null when it was not given.</summary>
    public double[]? SessionsSinceEarnings { get; }

    /// <summary>True when steps were given; false means that every step is exactly 1.</summary>
    public bool HasSteps { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => Day.Length;

    /// <summary>Number of symbols.</summary>
    public int SymbolCount => Symbols.Length;

    /// <summary>The rows ordered by session, computed once when first asked for.</summary>
    public DayIndex ByDay => byDay.Value;

    /// <summary>Wraps and checks the arrays of a panel.</summary>
    /// <param name="symbols">Distinct symbols.</param>
    /// <param name="sessions">Ascending, distinct sessions.</param>
    /// <param name="rowStarts">Row ranges by symbol, <c>symbols.Length + 1</c> entries, first 0, last the number of
    /// rows.</param>
    /// <param name="day">Session index by row, strictly ascending within a symbol.</param>
    /// <param name="columns">The data columns, all of the same length.</param>
    /// <exception cref="TradeMLException">Bad input: unequal lengths, unsorted or doubled rows, a price or step that is
    /// not positive, a negative volume. NaN is allowed: it means unknown.</exception>
    public static Panel Create(string[] symbols, DateOnly[] sessions, int[] rowStarts, int[] day, PanelColumns columns)
    {
        PanelCheck.Shape(symbols, sessions, rowStarts, day);
        PanelCheck.Columns(symbols, sessions, rowStarts, day, columns);
        return new(columns, symbols, sessions, rowStarts, day);
    }

    /// <summary>The row of a symbol on a session, or −1.</summary>
    /// <param name="symbol">Index into <see cref="Symbols"/>.</param>
    /// <param name="session">Index into <see cref="Sessions"/>.</param>
    public int RowOf(int symbol, int session)
    {
        var found = Array.BinarySearch(Day, RowStarts[symbol], RowStarts[symbol + 1] - RowStarts[symbol], session);
        return found < 0 ? -1 : found;
    }

    /// <summary>The symbol (index) of each row.</summary>
    public int[] SymbolOfRows()
    {
        var result = new int[Rows];
        for (var symbol = 0; symbol < SymbolCount; symbol++)
            result.AsSpan(RowStarts[symbol]..RowStarts[symbol + 1]).Fill(symbol);
        return result;
    }

    private static double[] Ones(int length)
    {
        var ones = new double[length];
        Array.Fill(ones, 1.0);
        return ones;
    }
}
