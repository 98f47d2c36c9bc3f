namespace TradeML.VendorSim.Market.Files;

/// <summary>
/// A market read from a Parquet file of daily prices and, when given, one of corporate actions. What the files do not
/// say is filled in: dividends are paid, and so processed, 20 days after their ex-date; splits are processed on it.
/// </summary>
public sealed class PriceFileMarket : IMarketSource
{
    /// <summary>A security whose last bar lies more than this before the file's last day counts as delisted.</summary>
    private const int DelistedAfterDays = 3;

    private readonly BarColumns columns;
    private readonly int[] starts;

    internal PriceFileMarket(
        string description, IReadOnlyList<Security> securities, BarColumns columns, int[] starts,
        IReadOnlyList<CorporateAction> actions)
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
    /// Parquet with columns symbol (text), date, open, high, low, close (double), volume (64-bit integer), sorted by
    /// symbol and date without duplicates.
    /// </param>
    /// <param name="actionsFile">
    /// Parquet with columns symbol, ex_date, event_type (SPLIT or DIVIDEND), ratio (new shares per old), amount (cash
    /// per share after a split of the same ex-date), or null.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TradeML.Core.Errors.TradeMLException">A file is missing, has another schema, or rows are
    /// unsorted or doubled; the place names file and column or row.</exception>
    public static async Task<PriceFileMarket> LoadAsync(
        string pricesFile, string? actionsFile = null, CancellationToken cancellationToken = default)
    {
        var prices = await PriceFileReader.ReadAsync(pricesFile, cancellationToken);
        var last = prices.Columns.Day.Max();
        var securities = prices.Symbols.Select((symbol, i) =>
        {
            var listed = DateOnly.FromDayNumber(prices.Columns.Day[prices.Starts[i]]);
            var final = prices.Columns.Day[prices.Starts[i + 1] - 1];
            return new Security(
                i, StableId.Of(symbol), symbol, symbol, "NYSE", "", listed,
                final < last - DelistedAfterDays ? DateOnly.FromDayNumber(final) : null,
                [new Ticker(symbol, DateOnly.MinValue, null)]);
        }).ToArray();
        var actions = actionsFile is null
            ? []
            : await ActionFileReader.ReadAsync(actionsFile, securities, cancellationToken);
        var description =
            $"{Path.GetFileName(pricesFile)}, {securities.Length} symbols, {prices.Columns.Rows} daily bars";
        return new PriceFileMarket(description, securities, prices.Columns, prices.Starts, actions);
    }

    /// <inheritdoc/>
    public BarSeries Bars(int securityIndex) =>
        new(columns, starts[securityIndex], starts[securityIndex + 1] - starts[securityIndex]);
}
