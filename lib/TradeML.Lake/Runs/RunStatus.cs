namespace TradeML.Lake.Runs;

/// <summary>Where a pipeline run stands (SSOT §2.8).</summary>
public enum RunStatus
{
    /// <summary>Begun and not finished; a run whose process died stays so until it is marked.</summary>
    Running,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended as intended.</summary>
    Succeeded,

    /// <summary>Stopped by the user.</summary>
    Cancelled,
}
