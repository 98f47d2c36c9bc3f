using System.Globalization;

namespace TradeML.Ops.Gate;

/// <summary>Holds a run's out-of-sample figures against the go/no-go bars (SSOT §6.3).</summary>
public static class GoNoGo
{
    /// <summary>Evaluates every bar; a NaN figure makes its bar unknown, which is not met.</summary>
    /// <param name="figures">The figures, net of costs.</param>
    /// <param name="limits">The limits of the configuration.</param>
    public static GoNoGoVerdict Evaluate(GoNoGoFigures figures, GoNoGoLimits limits)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(limits);
        var trials = string.Create(CultureInfo.InvariantCulture, $"{figures.Trials} trials in the ledger");
        return new GoNoGoVerdict(
            [
                AtLeast("sharpe", "Sharpe ratio", figures.Sharpe, limits.MinSharpe, "mean path, annualised"),
                AtMost("max_drawdown", "Maximum drawdown", figures.MaxDrawdown, limits.MaxDrawdown, "mean path"),
                Above("deflated_sharpe", "Deflated Sharpe ratio", figures.DeflatedSharpe, limits.MinDeflatedSharpe,
                    figures.DsrReason ?? trials),
                AtLeast("dsr_probability", "DSR probability", figures.DsrProbability, limits.MinDsrProbability,
                    figures.DsrReason ?? trials),
                AtMost("pbo", "Probability of backtest overfitting", figures.Pbo, limits.MaxPbo,
                    figures.PboReason ?? "CSCV over the trial ledger"),
            ]);
    }

    private static GoNoGoBar AtLeast(string name, string label, double value, double limit, string? note) =>
        new(name, label, value, "≥", limit, State(value, value >= limit), note);

    private static GoNoGoBar AtMost(string name, string label, double value, double limit, string? note) =>
        new(name, label, value, "≤", limit, State(value, value <= limit), note);

    private static GoNoGoBar Above(string name, string label, double value, double limit, string? note) =>
        new(name, label, value, ">", limit, State(value, value > limit), note);

    private static BarState State(double value, bool met) =>
        double.IsNaN(value) ? BarState.Unknown : met ? BarState.Pass : BarState.Fail;
}
