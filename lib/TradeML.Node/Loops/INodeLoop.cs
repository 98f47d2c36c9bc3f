namespace TradeML.Node.Loops;

/// <summary>One of a node's loops: when it has something to do, and doing it once.</summary>
internal interface INodeLoop
{
    /// <summary>Its name in activity, log and status.</summary>
    string Name { get; }

    /// <summary>
    /// When it has something to do next (UTC), now or earlier meaning at once; null: when it is woken. And what it
    /// waits for.
    /// </summary>
    /// <param name="now">Now.</param>
    /// <param name="woken">Whether another loop has just woken it.</param>
    (DateTimeOffset? At, string Why) Next(DateTimeOffset now, bool woken);

    /// <summary>Does it once.</summary>
    Task RunAsync(CancellationToken token);
}
