using TradeML.Core.Time;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Node.Log;
using TradeML.Node.Stage;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>What the loops of a node share.</summary>
internal sealed record NodeContext(
    DataLake Lake, NodeSettings Settings, VendorSetup? Vendors, TimeProvider Time, ExchangeCalendar Calendar,
    NodeActivity Activity, NodeLog Log, NodeGate Gate)
{
    /// <summary>Now (UTC).</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The stage as its file says now.</summary>
    public NodeStage Stage() => NodeStage.Read(NodeInit.StagePath(Lake.Root));

    /// <summary>Whether a vendor is there that serves a dataset.</summary>
    public bool Serves(string dataset) => Vendors?.Fetchers.Any(f => f.Dataset == dataset) == true;
}
