using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>
/// Owns one native booster and keeps alive the data sets it points into: they are released after the booster, whatever
/// the order in which the caller disposes them.
/// </summary>
internal sealed class BoosterHandle : SafeHandle
{
    private readonly List<DatasetHandle> datasets = [];

    /// <summary>An empty handle for the marshaller to fill.</summary>
    public BoosterHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Counts the booster as alive; called once, right after a successful creation.</summary>
    public BoosterHandle Counted()
    {
        HandleMeter.Booster(1);
        return this;
    }

    /// <summary>Keeps <paramref name="dataset"/> alive as long as this booster.</summary>
    public void Hold(DatasetHandle dataset)
    {
        var held = false;
        dataset.DangerousAddRef(ref held);
        datasets.Add(dataset);
    }

    protected override bool ReleaseHandle()
    {
        var freed = BoosterApi.Free(handle) == 0;
        HandleMeter.Booster(-1);
        foreach (var dataset in datasets) dataset.DangerousRelease();
        datasets.Clear();
        return freed;
    }
}
