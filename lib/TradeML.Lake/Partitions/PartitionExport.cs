using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

internal static class PartitionExport
{
    public static Task RunAsync(ControlStore control, string root, CancellationToken ct) => throw new InvalidOperationException("not yet");
}
