using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Alpaca;

/// <summary>
/// The vendor's list of US equities, active and inactive, from <c>/v2/assets</c> of the trading address: one snapshot a
/// request.
/// </summary>
public sealed class AlpacaListings : IDatasetFetcher
{
    private readonly VendorSettings settings;
    private readonly VendorHttp http;
    private readonly ExchangeCalendar calendar;
    private readonly TimeProvider time;
    private readonly TableContract contract;

    /// <summary>Creates the fetcher.</summary>
    /// <param name="settings">Addresses.</param>
    /// <param name="http">Client that carries the keys.</param>
    /// <param name="contracts">Where raw/listings is declared.</param>
    /// <param name="calendar">Listing exchange, for the local day.</param>
    /// <param name="time">Clock.</param>
    public AlpacaListings(
        VendorSettings settings, VendorHttp http, ContractCatalog contracts, ExchangeCalendar calendar,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        this.settings = settings;
        this.http = http;
        this.calendar = calendar;
        this.time = time;
        contract = contracts[Table];
    }

    /// <inheritdoc/>
    public string Vendor => AlpacaVendor.Name;

    /// <inheritdoc/>
    public string Dataset => "listings";

    /// <inheritdoc/>
    public string SourceName => AlpacaVendor.Name;

    /// <inheritdoc/>
    public string Table => "raw/listings";

    /// <inheritdoc/>
    public int BatchSize(FetchRequest request) => 1;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FetchResult>> FetchAsync(
        IReadOnlyList<FetchRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var (rows, quarantined) = await SnapshotAsync(requests[0].Kind, cancellationToken).ConfigureAwait(false);
        var today = calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        return [.. requests.Select(t => new FetchResult
        {
            Request = t,
            Rows = Batch(rows, Instants.Now(time)),
            Quarantined = quarantined,
            SourceName = SourceName,
            SourceUri = Address,
            Start = t.Start,
            End = today < t.End ? (today > t.Start ? today : t.Start) : t.End,
        })];
    }

    /// <summary>The vendor's active symbols in ordinal order, for choosing a stage's universe.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor: the list could not be had.</exception>
    public async Task<IReadOnlyList<string>> ActiveSymbolsAsync(CancellationToken cancellationToken)
    {
        var (rows, _) = await SnapshotAsync(TaskKind.Bootstrap, cancellationToken).ConfigureAwait(false);
        return [
            .. rows.Where(r => r is { Status: "active", Tradable: true }).Select(r => r.Symbol).Distinct()
                .Order(StringComparer.Ordinal)];
    }

    private string Address => settings.At("/v2/assets?asset_class=us_equity", address: 1).ToString();

    private async Task<(List<AssetRow> Rows, List<QuarantinedRow> Quarantined)> SnapshotAsync(
        TaskKind kind, CancellationToken token)
    {
        var rows = new List<AssetRow>();
        var quarantined = new List<QuarantinedRow>();
        foreach (var status in (string[])["active", "inactive"])
        {
            var page = await http.GetAsync(new Uri($"{Address}&status={status}"), kind, AssetListParser.Parse, token)
                .ConfigureAwait(false);
            rows.AddRange(page.Rows);
            quarantined.AddRange(page.Quarantined);
        }

        // An asset that changed its status between the two questions comes twice: the later answer holds.
        var newest = rows.Select((r, i) => (r, i)).GroupBy(p => p.r.Id, StringComparer.Ordinal)
            .Select(g => g.MaxBy(p => p.i).r);
        return (newest.OrderBy(r => r.Id, StringComparer.Ordinal).ToList(), quarantined);
    }

    private ColumnBatch Batch(List<AssetRow> rows, DateTime ingestedAt)
    {
        T[] Column<T>(Func<AssetRow, T> value) => [.. rows.Select(value)];
        return new ColumnBatch(
            contract,
            new Dictionary<string, Array>
            {
                ["vendor_id"] = Column<string?>(r => r.Id), ["symbol"] = Column<string?>(r => r.Symbol),
                ["name"] = Column(r => r.Name),
                ["exchange"] = Column(r => r.Exchange), ["asset_class"] = Column(r => r.AssetClass),
                ["status"] = Column<string?>(r => r.Status),
                ["tradable"] = Column(r => r.Tradable), ["ingested_at"] = Column(_ => ingestedAt),
                ["source_name"] = Column<string?>(_ => SourceName),
                ["source_uri"] = Column<string?>(_ => Address), ["api_version"] = Column<string?>(_ => "v2"),
            },
            rows.Count);
    }
}
