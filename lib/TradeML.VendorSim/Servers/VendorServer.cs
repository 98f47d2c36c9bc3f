using TradeML.Core.Errors;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers;

/// <summary>A local HTTP server on loopback that speaks a vendor's wire protocol over a market.</summary>
public sealed class VendorServer : IAsyncDisposable
{
    private VendorServer(Uri baseUri, VendorServerOptions options)
    {
        BaseUri = baseUri;
        Environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["ALPACA_API_KEY"] = options.KeyId,
            ["ALPACA_API_SECRET"] = options.Secret,
            ["ALPACA_DATA_URL"] = baseUri.ToString().TrimEnd('/'),
            ["ALPACA_TRADING_URL"] = baseUri.ToString().TrimEnd('/'),
        };
    }

    /// <summary>Address of the server, for example http://127.0.0.1:40123/.</summary>
    public Uri BaseUri { get; }

    /// <summary>Environment variables that point a connector here, keys included.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Requests received so far, refused and failed ones included.</summary>
    public long Requests { get; }

    /// <summary>Bars and corporate actions sent so far.</summary>
    public long RowsServed { get; }

    /// <summary>Faults done on purpose so far.</summary>
    public long FaultsInjected { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="market">What it sells.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="TradeMLException">The port is taken or out of range (bad input).</exception>
    public static Task<VendorServer> StartAsync(IMarketSource market, VendorServerOptions options, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("not yet");

    /// <summary>Stops the server; open requests are dropped.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
