namespace TradeML.Node.Status;

/// <summary>What one part of a node is doing.</summary>
/// <param name="Name">The part: a loop, or <c>vendor/NAME</c>.</param>
/// <param name="Working">Whether it works; else it is idle.</param>
/// <param name="What">What it works on or waits for, in a few words.</param>
/// <param name="Until">When an idle part goes on by itself (UTC); null: when it is woken.</param>
public sealed record PartState(string Name, bool Working, string What, DateTimeOffset? Until);
