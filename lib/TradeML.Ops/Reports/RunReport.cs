using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Ops.Training;
using TradeML.Research.Validation;

namespace TradeML.Ops.Reports;

/// <summary>Makes a day's report of a finished run from its artifacts and the ledger; nothing is trained.</summary>
public static class RunReport
{
    /// <summary>Renders the report and keeps it in the lake.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">The model's configuration.</param>
    /// <param name="time">The clock.</param>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Trading day reported; null takes the run's last.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="TradeMLException">Data missing: no such run, or no score before that day.</exception>
    public static async Task<ReportFiles> EmitAsync(
        DataLake lake, TrainingOptions options, TimeProvider time, string model, string? runId = null, DateOnly? asOf = null, CancellationToken ct = default)
    {
        var report = await Task.Run(() => Render(lake, options, time, model, runId, asOf, ct), ct).ConfigureAwait(false);
        return await ReportStore.WriteAsync(lake, report, ct).ConfigureAwait(false);
    }

    /// <summary>Renders the report without keeping it.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="options">The model's configuration.</param>
    /// <param name="time">The clock.</param>
    /// <param name="model">The model, <c>equities_xs</c>.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Trading day reported; null takes the run's last.</param>
    /// <param name="ct">Stops the work.</param>
    public static ReportDocuments Render(
        DataLake lake, TrainingOptions options, TimeProvider time, string model, string? runId = null, DateOnly? asOf = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var replay = RunReplay.Run(lake, options, model, runId, asOf, ct);
        var gate = new TrainGate(lake, options, time).Check(model, replay.AsOf);
        var positions = replay.Backtest.LastPositions.Select(p => ReportPosition.Of(p.Symbol, p.Weight, model)).ToList();
        var net = replay.Backtest.NetReturns;
        var cumulative = net.Aggregate(1.0, (equity, r) => equity * (1 + r)) - 1;
        var strategy = new StrategyLine(model, SharpeRatio.Annualised(net), net.Average() * 252, replay.Backtest.Turnover.Average() * 252, cumulative);
        return DailyReport.Emit(replay.AsOf, positions, [strategy], Metrics(lake, options, replay, gate, cumulative));
    }

    private static ReportMetrics Metrics(DataLake lake, TrainingOptions options, ReplayResult replay, GateVerdict gate, double cumulative)
    {
        var (run, day) = (replay.Run.Metrics, replay.Backtest);
        return new ReportMetrics
        {
            Model = run.Model,
            PnlDaily = day.NetReturns[^1],
            PnlCumulative = cumulative,
            GrossExposure = day.GrossExposure[^1],
            NetExposure = day.NetExposure[^1],
            Turnover = day.Turnover[^1],
            Risk = RiskFigures.Of(day.NetReturns),
            DataHealth = Health(lake, gate, run.Survivorship),
            GoNoGo = GoNoGo.Evaluate(run.Figures, GoNoGoLimits.From(options.Bars)),
            Validation = run.Validation,
            Curve = EquityCurve.Of(day),
            Deciles = run.Deciles,
            Costs = RunSummary.Costs(day, options),
            Trials = run.Variants,
            Features = run.Importance,
            Provenance = run.Provenance,
        };
    }

    private static DataHealth Health(DataLake lake, GateVerdict gate, SurvivorshipVerdict? survivorship) => new(
        [.. gate.Dependencies.Select(d => new TableHealth(d.Table, d.Expected, d.Green, d.Amber, d.Red, d.Expected == 0 ? double.NaN : d.GreenShare, d.Threshold))],
        [.. gate.Dependencies.SelectMany(d => d.Years.Select(y => new YearHealth(
            d.Table, y.Year, y.Expected, (double)y.Green / y.Expected, (double)y.Amber / y.Expected, (double)y.Red / y.Expected)))],
        SurvivorshipReader.Read(lake, gate, survivorship));
}
