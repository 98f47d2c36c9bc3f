namespace TradeML.Ops.Gate;

/// <summary>One go/no-go bar with the value it was held against.</summary>
/// <param name="Name">Stable name, for example <c>sharpe</c> or <c>max_drawdown</c>.</param>
/// <param name="Label">What the bar is called in front of people, for example <c>Sharpe ratio, net, out of
/// sample</c>.</param>
/// <param name="Value">The value; NaN when it is unknown. Fractions, not percent.</param>
/// <param name="Comparison">How value and limit compare when the bar is met: <c>≥</c>, <c>≤</c> or <c>&gt;</c>.</param>
/// <param name="Limit">The limit of the configuration, in the unit of the value.</param>
/// <param name="State">Whether the bar is met.</param>
/// <param name="Note">Why the value is unknown, or how it was taken; null when there is nothing to add.</param>
public sealed record GoNoGoBar(
    string Name, string Label, double Value, string Comparison, double Limit, BarState State, string? Note);
