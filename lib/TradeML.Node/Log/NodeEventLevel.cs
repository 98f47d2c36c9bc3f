namespace TradeML.Node.Log;

/// <summary>How much an event matters.</summary>
public enum NodeEventLevel
{
    /// <summary>Something was done.</summary>
    Info,

    /// <summary>Something did not go as it should; the node goes on.</summary>
    Warning,

    /// <summary>The node has paused or stopped.</summary>
    Error,
}
