using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Lake;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;
using TradeML.Research.Validation;

namespace TradeML.Ops.Reports;

/// <summary>Makes a day's report of a finished run from its artifacts and the ledger; nothing is trained.</summary>
public static class RunReport
{
    /// <summary>Renders the report and keeps it in the lake.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="family">The model family.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Trading day reported; null takes the run's last.</param>
    /// <param name="ct">Stops the work.</param>
    /// <exception cref="TradeMLException">Data missing: no such run, or nothing traded up to that day.</exception>
    public static async Task<ReportFiles> EmitAsync(
        DataLake lake, ModelFamily family, TimeProvider time, string? runId = null, DateOnly? asOf = null,
        CancellationToken ct = default)
    {
        var report = await Task.Run(() => Render(lake, family, time, runId, asOf), ct).ConfigureAwait(false);
        return await ReportStore.WriteAsync(lake, report, ct).ConfigureAwait(false);
    }

    /// <summary>Renders the report without keeping it.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="family">The model family.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Trading day reported; null takes the run's last.</param>
    public static ReportDocuments Render(
        DataLake lake, ModelFamily family, TimeProvider time, string? runId = null, DateOnly? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        var model = family.Name;
        var book = RunBook.Read(lake, model, runId, asOf);
        var gate = new GreenGate(lake, time).Judge(family, book.AsOf);
        var positions = book.Positions.Select(p => ReportPosition.Of(p.Symbol, p.Weight, model)).ToList();
        var net = book.NetReturns;
        var cumulative = net.Aggregate(1.0, (equity, r) => equity * (1 + r)) - 1;
        var strategy = new StrategyLine(model, SharpeRatio.Annualised(net), net.Average() * 252,
            book.Turnover.Average() * 252, cumulative);
        return DailyReport.Emit(book.AsOf, positions, [strategy],
            Metrics(lake, family.Options, book, gate, cumulative));
    }

    private static ReportMetrics Metrics(
        DataLake lake, TrainingOptions options, RunBook book, GateVerdict gate, double cumulative)
    {
        var run = book.Run.Metrics;
        return new ReportMetrics
        {
            Model = run.Model,
            PnlDaily = book.NetReturns[^1],
            PnlCumulative = cumulative,
            GrossExposure = book.GrossExposure[^1],
            NetExposure = book.NetExposure[^1],
            Turnover = book.Turnover[^1],
            Risk = RiskFigures.Of(book.NetReturns),
            DataHealth = Health(lake, gate, run.Survivorship),
            GoNoGo = GoNoGo.Evaluate(run.Figures, GoNoGoLimits.From(options.Bars)),
            Validation = run.Validation,
            Curve = EquityCurve.Of(book.Dates, book.NetReturns, book.GrossReturns),
            Deciles = run.Deciles,
            Costs = CostSummary.Of(
                book.GrossReturns, book.Costs, book.NetReturns, book.TradingCosts, book.Turnover, run.Costs.Model),
            Trials = run.Trials,
            Features = run.Importance,
            Provenance = run.Provenance,
        };
    }

    private static DataHealth Health(DataLake lake, GateVerdict gate, SurvivorshipVerdict? survivorship) => new(
        [.. gate.Dependencies
            .Select(d =>
                new TableHealth(d.Table, d.Expected, d.Green, d.Amber, d.Red,
                    d.Expected == 0 ? double.NaN : d.GreenShare, d.Threshold))],
        [.. gate.Dependencies.SelectMany(d => d.Years.Select(y => new YearHealth(
            d.Table, y.Year, y.Expected, (double)y.Green / y.Expected, (double)y.Amber / y.Expected,
            (double)y.Red / y.Expected)))],
        SurvivorshipReader.Read(lake, gate, survivorship));
}
