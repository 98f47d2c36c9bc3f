namespace TradeML.Ops.Reports;

/// <summary>One point of the equity curve.</summary>
/// <param name="Date">Trading day.</param>
/// <param name="Net">Growth of one unit of capital, net of costs.</param>
/// <param name="Gross">Growth of one unit of capital before costs.</param>
/// <param name="Drawdown">Worst fall of the net curve from its peak since the previous point: 0 or a negative
/// fraction.</param>
internal sealed record CurvePoint(DateOnly Date, double Net, double Gross, double Drawdown);
