using System.Collections.Concurrent;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Sec;

/// <summary>
/// Finds a ticker's central index key: in what is known already, and otherwise in the SEC's table of current tickers,
/// which is asked for once a day at most. A text of the form <c>CIK0000320193</c> is its own answer. Safe for
/// concurrent use.
/// </summary>
internal sealed class SecCiks : IDisposable
{
    private static readonly TimeSpan TickersAge = TimeSpan.FromDays(1);

    private readonly VendorSettings settings;
    private readonly VendorHttp http;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim asking = new(1);
    private readonly ConcurrentDictionary<string, string> byTicker;
    private DateTimeOffset? asked;

    public SecCiks(VendorSettings settings, VendorHttp http, TimeProvider time)
    {
        this.settings = settings;
        this.http = http;
        this.time = time;
        byTicker = new(settings.KnownCiks, StringComparer.Ordinal);
    }

    /// <summary>The key of a ticker that was found before.</summary>
    public string this[string symbol] => byTicker[symbol];

    /// <summary>The key of a ticker, ten digits; null when the SEC's table does not hold it.</summary>
    public async Task<string?> FindAsync(string symbol, TaskKind kind, CancellationToken token)
    {
        if (byTicker.TryGetValue(symbol, out var cik)) return cik;
        if (symbol.StartsWith("CIK", StringComparison.Ordinal) && SecCompanyTickers.Pad(symbol[3..]) is { } own)
            return byTicker[symbol] = own;
        await asking.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (!(time.GetUtcNow() - asked < TickersAge)) await AskAsync(kind, token).ConfigureAwait(false);
        }
        finally
        {
            asking.Release();
        }

        return byTicker.GetValueOrDefault(symbol);
    }

    public void Dispose() => asking.Dispose();

    private async Task AskAsync(TaskKind kind, CancellationToken token)
    {
        var rows = await http.GetAsync(
            SecCompanyTickers.Address(settings), kind, SecReplies.Rules, body => SecCompanyTickers.Rows(body, out _),
            token).ConfigureAwait(false);
        foreach (var (cik, _, ticker, _, _) in rows)
            if (cik is not null && ticker is not null) byTicker[ticker] = cik;
        asked = time.GetUtcNow();
    }
}
