using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Data.Ingest.Routing;

/// <summary>
/// Asks every vendor one cheap question: do the keys work, how long does it take. It spends budget and writes no data.
/// </summary>
public static class VendorProbe
{
    private const string Series = "UNRATE";
    private static readonly string[] Cheap =
    [
        "company_profile", "market_cap", "company_tickers", "macros_treasury", "macros_fred", "equities_eod",
        "listings", "earnings", "corp_actions",
    ];

    /// <summary>Asks all vendors side by side.</summary>
    /// <param name="setup">The vendors that have keys.</param>
    /// <param name="symbol">Ticker that the questions name.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<ProbeAnswer>> RunAsync(
        VendorSetup setup, string symbol, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(time);
        var questions = setup.Fetchers.GroupBy(f => f.Vendor).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(f => Array.IndexOf(Cheap, f.Dataset) is >= 0 and var place ? place : Cheap.Length)
                .First());
        return await Task.WhenAll(questions.Select(f => AskAsync(setup, f, symbol, time, cancellationToken)))
            .ConfigureAwait(false);
    }

    private static async Task<ProbeAnswer> AskAsync(
        VendorSetup setup, IDatasetFetcher fetcher, string symbol, TimeProvider time, CancellationToken token)
    {
        var request = Question(setup, fetcher.Dataset, symbol, time);
        var (budget, begun) = (setup.Budgets[fetcher.Vendor], time.GetTimestamp());
        var before = budget.Granted;
        ProbeAnswer Answer(bool answered, string verdict) =>
            new(fetcher.Vendor, request.Describe(), answered, time.GetElapsedTime(begun).TotalMilliseconds,
                budget.Granted - before, verdict);
        try
        {
            var result = await fetcher.FetchAsync(request, token).ConfigureAwait(false);
            if (result.Refusal is { } refusal) return Answer(false, refusal);
            setup.Refusals.Forget(fetcher.Vendor, fetcher.Dataset);
            return Answer(true, $"{result.Rows.RowCount:N0} rows.");
        }
        catch (TradeMLException e) when (VendorFaultException.Of(e) is not null)
        {
            return Answer(false, e.Message);
        }
    }

    private static FetchRequest Question(VendorSetup setup, string dataset, string symbol, TimeProvider time)
    {
        var today = setup.Calendar.TradingDayOf(time.GetUtcNow().UtcDateTime);
        // over everywhere, whatever the vendor's delay
        var last = setup.Calendar.Previous(setup.Calendar.Previous(today));
        var key = DatasetCatalog.Standard[dataset].Key switch
        {
            DatasetKey.None => null,
            DatasetKey.Series => Series,
            _ => symbol,
        };
        return new FetchRequest(dataset, key, last, today, TaskKind.QcProbe);
    }
}
