using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>Limits of the quality checks.</summary>
public sealed class QcThresholds : ICheckedOptions
{
    /// <summary>
    /// Largest absolute close-to-close log return without a known corporate action; above it the day is AMBER. Default
    /// 0.5.
    /// </summary>
    [Between(0.01, 10)]
    public double JumpLimit { get; init; } = 0.5;

    /// <summary>
    /// Sessions in a row with the same open, high, low, close and volume from which on a day is AMBER as stale. Default
    /// 5.
    /// </summary>
    [Between(2, 250)]
    public int StaleRunSessions { get; init; } = 5;

    /// <summary>Relative slack of low ≤ open, close ≤ high; a bar beyond it is quarantined. Default 1e-6.</summary>
    [Between(0, 0.1)]
    public double OhlcTolerance { get; init; } = 1e-6;

    /// <summary>
    /// Distance of the high above, or of the low below, both open and close, as a share of them; a bar beyond it is
    /// AMBER. Default 0.5.
    /// </summary>
    [Between(0.01, 0.99)]
    public double RangeLimit { get; init; } = 0.5;

    /// <summary>Relative slack of low ≤ vwap ≤ high; a bar beyond it is AMBER. Default 0.01.</summary>
    [Between(0, 1)]
    public double VwapTolerance { get; init; } = 0.01;

    /// <summary>Least price that is believed, in USD; a bar below it is quarantined. Default 0.0001.</summary>
    [Between(0, 1000)]
    public double MinPrice { get; init; } = 0.0001;

    /// <summary>Greatest price that is believed, in USD; a bar above it is quarantined. Default 5,000,000.</summary>
    [Between(1, 1e9)]
    public double MaxPrice { get; init; } = 5_000_000;

    /// <summary>
    /// Greatest volume of a session that is believed, in shares; a bar above it is quarantined. Default 1e11.
    /// </summary>
    [Between(1, 1e15)]
    public double MaxVolume { get; init; } = 1e11;

    /// <summary>Share of the expected rows from which on a partition is GREEN. Default 0.98.</summary>
    [Between(0, 1)]
    public double GreenRowFraction { get; init; } = 0.98;

    /// <summary>Share of the expected rows from which on a partition is AMBER; below it is RED. Default 0.5.</summary>
    [Between(0, 1)]
    public double AmberRowFraction { get; init; } = 0.5;

    /// <summary>
    /// Row shares of sources that differ from the two above, for example of a feed that sees one venue; by source.
    /// </summary>
    public IReadOnlyDictionary<string, RowFractions> Sources { get; init; } =
        new SortedDictionary<string, RowFractions>(StringComparer.Ordinal)
        {
            ["alpaca_iex"] = new() { Sparse = true, GreenRowFraction = 0.5, AmberRowFraction = 0 },
        };

    /// <summary>
    /// What becomes of minute bars outside the session: <c>drop</c>, or <c>keep</c> (stored, not counted). Default
    /// drop.
    /// </summary>
    [OneOf("drop", "keep")]
    public string ExtendedHours { get; init; } = "drop";

    /// <summary>
    /// Minutes in a row with the same bar from which on a day of minute bars is AMBER as stale. Default 30.
    /// </summary>
    [Between(2, 390)]
    public int StaleRunMinutes { get; init; } = 30;

    /// <summary>
    /// Sessions in a row with one price all day, the same each day, from which on a day is AMBER as stale. Default 2.
    /// </summary>
    [Between(1, 250)]
    public int FlatRunSessions { get; init; } = 2;

    /// <summary>
    /// Distance of a whole bar from both neighbours, as an absolute log return, from which on it is AMBER when these
    /// agree. Default 0.3.
    /// </summary>
    [Between(0.01, 10)]
    public double LoneBarLimit { get; init; } = 0.3;

    /// <summary>
    /// Least effect of a corporate action on the price, as an absolute log return, whose absence makes the day AMBER.
    /// Default 0.035.
    /// </summary>
    [Between(0.001, 10)]
    public double EventLimit { get; init; } = 0.035;

    /// <summary>Rest of the day's log return after a split from which on the day is AMBER. Default 0.12.</summary>
    [Between(0.01, 10)]
    public double SplitRest { get; init; } = 0.12;

    /// <summary>
    /// Ratio of the median volumes of the 20 sessions after and before from which on a day is AMBER. Default 20.
    /// </summary>
    [Between(2, 1e6)]
    public double VolumeShift { get; init; } = 20;

    /// <summary>
    /// Share of doubtful or refused rows above which a partition of many rows is AMBER. Default 0.01.
    /// </summary>
    [Between(0, 1)]
    public double BadRowShare { get; init; } = 0.01;

    /// <summary>
    /// Share of the rows of the answer before below which a new answer of a list or a table without days is AMBER.
    /// Default 0.5.
    /// </summary>
    [Between(0, 1)]
    public double ShrinkFraction { get; init; } = 0.5;

    /// <summary>
    /// Largest relative difference between the minutes of a session added up and its daily bar of the same feed.
    /// Default 0.05.
    /// </summary>
    [Between(0, 10)]
    public double MinuteDailyTolerance { get; init; } = 0.05;

    /// <summary>
    /// Values that are believed, by table and column, for example <c>raw/rates_treasury.par_yield</c>; a row beyond is
    /// quarantined.
    /// </summary>
    public IReadOnlyDictionary<string, ValueRange> ValueRanges { get; init; } =
        new SortedDictionary<string, ValueRange>(StringComparer.Ordinal)
        {
            ["raw/options_chain.delta"] = new() { Min = -1.001, Max = 1.001 },
            ["raw/options_chain.implied_volatility"] = new() { Min = 0, Max = 20 },
            ["raw/rates_treasury.par_yield"] = new() { Min = -5, Max = 25 },
        };

    /// <summary>How the rows of a second vendor are compared.</summary>
    public ProbeOptions Probe { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Fault)> Check()
    {
        if (AmberRowFraction > GreenRowFraction)
            yield return ("amber_row_fraction",
                $"'amber_row_fraction' is {AmberRowFraction}; it must be from 0 to green_row_fraction "
                    + $"({GreenRowFraction}).");
        if (MinPrice >= MaxPrice)
            yield return ("min_price", $"'min_price' is {MinPrice}; it must be below max_price ({MaxPrice}).");
    }
}
