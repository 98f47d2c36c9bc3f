using TradeML.Core.Errors;

namespace TradeML.VendorSim.Market;

/// <summary>A market read from a Parquet file of daily prices and, when given, one of corporate actions.</summary>
public sealed class PriceFileMarket : IMarketSource
{
    private readonly BarColumns columns;
    private readonly int[] starts;

    internal PriceFileMarket(string description, IReadOnlyList<Security> securities, BarColumns columns, int[] starts, IReadOnlyList<CorporateAction> actions)
    {
        Description = description;
        Securities = securities;
        this.columns = columns;
        this.starts = starts;
        CorporateActions = actions;
        FirstDay = securities.Min(s => s.Listed);
        LastDay = DateOnly.FromDayNumber(columns.Day.Max());
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Security> Securities { get; }

    /// <inheritdoc/>
    public DateOnly FirstDay { get; }

    /// <inheritdoc/>
    public DateOnly LastDay { get; }

    /// <inheritdoc/>
    public int Rows => columns.Rows;

    /// <inheritdoc/>
    public IReadOnlyList<CorporateAction> CorporateActions { get; }

    /// <summary>Reads a market from files.</summary>
    /// <param name="pricesFile">
    /// Parquet with columns symbol (text), date, open, high, low, close (double), volume (64-bit integer), sorted by symbol and date without duplicates.
    /// </param>
    /// <param name="actionsFile">
    /// Parquet with columns symbol, ex_date, event_type (SPLIT or DIVIDEND), ratio (new shares per old), amount (cash per share after a split of the same
    /// ex-date), or null.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TradeMLException">A file is missing, has another schema, or rows are unsorted or doubled; the place names file and column or row.</exception>
    public static Task<PriceFileMarket> LoadAsync(string pricesFile, string? actionsFile = null, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("not yet");

    /// <inheritdoc/>
    public BarSeries Bars(int securityIndex) => new(columns, starts[securityIndex], starts[securityIndex + 1] - starts[securityIndex]);
}
