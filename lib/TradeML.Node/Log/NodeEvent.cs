using System.Globalization;

namespace TradeML.Node.Log;

/// <summary>One line of a node's log.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Part">Which part of the node says so.</param>
/// <param name="Text">What happened, without secrets.</param>
public sealed record NodeEvent(DateTimeOffset At, NodeEventLevel Level, string Part, string Text)
{
    /// <summary>The event as one line: UTC instant, level, part, text.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Level.ToString().ToUpperInvariant(),-7} {Part,-11} "
            + $"{Text.ReplaceLineEndings(" ")}");
}
