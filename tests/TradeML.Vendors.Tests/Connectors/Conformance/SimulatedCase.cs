using TradeML.Core.Configuration;
using TradeML.Data.Tests.Ingest;
using TradeML.VendorSim.Market;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>One connector to be run against its vendor's simulated server.</summary>
/// <param name="Name">Vendor and dataset.</param>
/// <param name="Task">What is asked for; the simulated market trades in 2019 and 2020.</param>
/// <param name="Credentials">Keys of the server.</param>
/// <param name="Create">Builds the fetcher from the server's keys and addresses; with small pages where the vendor has
/// pages.</param>
public sealed record SimulatedCase(
    string Name, FetchRequest Task, Func<VendorKeys, VendorCredentials> Credentials,
    Func<VendorKeys, VendorHttp, VendorContext, IDatasetFetcher> Create)
{
    /// <summary>When it is asked.</summary>
    public DateTimeOffset Now { get; init; } = new(2024, 3, 4, 22, 0, 0, TimeSpan.Zero);

    /// <summary>The market behind the server.</summary>
    public SimulatedMarket Market { get; init; } = IngestBench.Market;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
