namespace TradeML.Ops.Gate;

/// <summary>How one go/no-go bar came out.</summary>
public enum BarState
{
    /// <summary>The value meets the limit.</summary>
    Pass,

    /// <summary>The value misses the limit.</summary>
    Fail,

    /// <summary>The value could not be computed; an unknown bar is not met.</summary>
    Unknown,
}
