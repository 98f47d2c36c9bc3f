using System.Diagnostics.CodeAnalysis;
using TradeML.Core.Errors;

namespace TradeML.Research.Panels;

/// <summary>
/// The data columns of a <see cref="Panel"/>, one entry a row each: those of the list <see cref="PanelColumn"/>.
/// </summary>
public sealed record PanelColumns
{
    private readonly double[]?[] numbers;
    private readonly int[]?[] codes;
    private readonly string[]?[] names;

    /// <summary>Columns by name.</summary>
    public PanelColumns()
    {
        numbers = new double[]?[PanelColumn.Numbers.Count];
        codes = new int[]?[PanelColumn.Categories.Count];
        names = new string[]?[PanelColumn.Categories.Count];
    }

    /// <summary>Every column of the list.</summary>
    /// <param name="number">Gives the numbers of a column; null for an optional one that is not known.</param>
    /// <param name="category">Gives a category; null when it is not known.</param>
    /// <exception cref="TradeMLException">Bad input: a column that a panel needs is missing.</exception>
    [SetsRequiredMembers]
    public PanelColumns(Func<PanelColumn, double[]?> number, Func<PanelColumn, PanelCategory?> category)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(category);
        numbers = [.. PanelColumn.Numbers.Select(number)];
        PanelCategory?[] categories = [.. PanelColumn.Categories.Select(category)];
        codes = Array.ConvertAll(categories, c => c?.Codes);
        names = Array.ConvertAll(categories, c => c?.Names);
        (Open, High, Low, Close, Volume) =
            (Given(PanelColumn.Open), Given(PanelColumn.High), Given(PanelColumn.Low), Given(PanelColumn.Close),
                Given(PanelColumn.Volume));
    }

    private PanelColumns(PanelColumns other) =>
        (numbers, codes, names) = ([.. other.numbers], [.. other.codes], [.. other.names]);

    /// <summary>Raw opening price.</summary>
    public required double[] Open
    {
        get => numbers[PanelColumn.Open.Index]!;
        init => numbers[PanelColumn.Open.Index] = value;
    }

    /// <summary>Raw highest price.</summary>
    public required double[] High
    {
        get => numbers[PanelColumn.High.Index]!;
        init => numbers[PanelColumn.High.Index] = value;
    }

    /// <summary>Raw lowest price.</summary>
    public required double[] Low
    {
        get => numbers[PanelColumn.Low.Index]!;
        init => numbers[PanelColumn.Low.Index] = value;
    }

    /// <summary>Raw closing price.</summary>
    public required double[] Close
    {
        get => numbers[PanelColumn.Close.Index]!;
        init => numbers[PanelColumn.Close.Index] = value;
    }

    /// <summary>Raw volume in shares.</summary>
    public required double[] Volume
    {
        get => numbers[PanelColumn.Volume.Index]!;
        init => numbers[PanelColumn.Volume.Index] = value;
    }

    /// <summary>Split step of prices; null = no events (all 1).</summary>
    public double[]? PriceStep
    {
        get => numbers[PanelColumn.PriceStep.Index];
        init => numbers[PanelColumn.PriceStep.Index] = value;
    }

    /// <summary>Split step of volumes; null = no events (all 1).</summary>
    public double[]? VolumeStep
    {
        get => numbers[PanelColumn.VolumeStep.Index];
        init => numbers[PanelColumn.VolumeStep.Index] = value;
    }

    /// <summary>Split × dividend step; null = the price steps.</summary>
    public double[]? TotalReturnStep
    {
        get => numbers[PanelColumn.TotalReturnStep.Index];
        init => numbers[PanelColumn.TotalReturnStep.Index] = value;
    }

    /// <summary>Shares outstanding as known on the date; null = not known.</summary>
    public double[]? SharesOutstanding
    {
        get => numbers[PanelColumn.SharesOutstanding.Index];
        init => numbers[PanelColumn.SharesOutstanding.Index] = value;
    }

    /// <summary>
    /// Sector as known on the date, an index into <see cref="SectorNames"/>, −1 where unknown; null = not known.
    /// </summary>
    public int[]? Sector
    {
        get => codes[PanelColumn.Sector.Index];
        init => codes[PanelColumn.Sector.Index] = value;
    }

    /// <summary>Names of the sectors; needed with <see cref="Sector"/>.</summary>
    public string[]? SectorNames
    {
        get => names[PanelColumn.Sector.Index];
        init => names[PanelColumn.Sector.Index] = value;
    }

    /// <summary>
    /// Industry as known on the date, an index into <see cref="IndustryNames"/>, −1 where unknown; null = not known.
    /// </summary>
    public int[]? Industry
    {
        get => codes[PanelColumn.Industry.Index];
        init => codes[PanelColumn.Industry.Index] = value;
    }

    /// <summary>Names of the industries; needed with <see cref="Industry"/>.</summary>
    public string[]? IndustryNames
    {
        get => names[PanelColumn.Industry.Index];
        init => names[PanelColumn.Industry.Index] = value;
    }

    /// <summary>
    /// Sessions to the next earnings date that was known on the date, 0 on the day itself; NaN where none was known;
    /// null = not known.
    /// </summary>
    public double[]? SessionsToEarnings
    {
        get => numbers[PanelColumn.SessionsToEarnings.Index];
        init => numbers[PanelColumn.SessionsToEarnings.Index] = value;
    }

    /// <summary>
    /// Sessions since the last earnings date, 0 on the day itself; NaN before the first; null = not known.
    /// </summary>
    public double[]? SessionsSinceEarnings
    {
        get => numbers[PanelColumn.SessionsSinceEarnings.Index];
        init => numbers[PanelColumn.SessionsSinceEarnings.Index] = value;
    }

    /// <summary>The numbers of a column of the list, or null.</summary>
    /// <param name="column">One of <see cref="PanelColumn.Numbers"/>.</param>
    public double[]? Number(PanelColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return numbers[column.Index];
    }

    /// <summary>The codes and names of a category of the list, or null.</summary>
    /// <param name="column">One of <see cref="PanelColumn.Categories"/>.</param>
    public PanelCategory? Category(PanelColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return codes[column.Index] is { } known ? new(known, names[column.Index]!) : null;
    }

    private double[] Given(PanelColumn column) =>
        numbers[column.Index]
            ?? throw new TradeMLException(ErrorKind.BadInput, $"A panel needs the column '{column.Name}'.");
}
