using System.Runtime.InteropServices;

namespace TradeML.Models.LightGbm.Native;

/// <summary>Owns one native data set.</summary>
internal sealed class DatasetHandle : SafeHandle
{
    /// <summary>An empty handle for the marshaller to fill.</summary>
    public DatasetHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Counts the data set as alive; called once, right after a successful creation.</summary>
    public DatasetHandle Counted()
    {
        HandleMeter.Dataset(1);
        return this;
    }

    protected override bool ReleaseHandle()
    {
        var freed = DatasetApi.Free(handle) == 0;
        HandleMeter.Dataset(-1);
        return freed;
    }
}
