using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Lake.Manifests;
using TradeML.Research.Backtest;
using TradeML.Store.Panels;

namespace TradeML.Ops.Runs;

/// <summary>
/// The backtest that a finished run stored of its reported trial, up to a day; nothing is computed again. Series are
/// daily and equally long, fractions of the equity at the day's start.
/// </summary>
public sealed record RunBook
{
    /// <summary>The run.</summary>
    public required RunResult Run { get; init; }

    /// <summary>The sessions.</summary>
    public required DateOnly[] Dates { get; init; }

    /// <summary>Return after all costs.</summary>
    public required double[] NetReturns { get; init; }

    /// <summary>Return before costs.</summary>
    public required double[] GrossReturns { get; init; }

    /// <summary>Trading costs plus borrow fees.</summary>
    public required double[] Costs { get; init; }

    /// <summary>The part of <see cref="Costs"/> paid for trading.</summary>
    public required double[] TradingCosts { get; init; }

    /// <summary>Traded notional.</summary>
    public required double[] Turnover { get; init; }

    /// <summary>Sum of absolute weights.</summary>
    public required double[] GrossExposure { get; init; }

    /// <summary>Sum of signed weights.</summary>
    public required double[] NetExposure { get; init; }

    /// <summary>Positions after the last day, largest absolute weight first.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>True when the curated bars are no longer those that the run was trained on.</summary>
    public required bool DataChanged { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly AsOf => Dates[^1];

    /// <summary>Reads the book of a run.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="model">The model.</param>
    /// <param name="runId">The run; null takes the champion, or the challenger while there is no champion.</param>
    /// <param name="asOf">Last day; null takes the run's last.</param>
    /// <exception cref="TradeMLException">Data missing: no such run, nothing before that day, or a run that is older
    /// than the record of positions.</exception>
    public static RunBook Read(DataLake lake, string model, string? runId = null, DateOnly? asOf = null)
    {
        var run = ModelRuns.Find(lake, model, runId);
        var origin = run.Metrics.Provenance;
        var end = asOf is { } day && day < origin.WindowEnd ? day : origin.WindowEnd;
        var filter = new FileFilter { Folders = [$"run={run.RunId}"] };
        using var session = lake.OpenSession();
        session.Register(RunArtifacts.ReturnsTable, null, filter);
        var days = session.Query(
            """
            SELECT date, net_return, gross_return, trading_cost, borrow_cost, turnover, gross_exposure, net_exposure
            FROM models.trial_returns WHERE config = $1 AND date <= $2 ORDER BY date
            """, run.Metrics.Validation.Trial, end);
        if (days.RowCount == 0)
            throw new TradeMLException(ErrorKind.DataMissing,
                $"Run {run.RunId} has traded on no day up to {end:yyyy-MM-dd}.", run.ArtifactFolder,
                "Take a later as-of day.");
        if (lake.Reader.Files(RunArtifacts.PositionsTable, filter).Count == 0)
            throw new TradeMLException(
                ErrorKind.DataMissing, $"Run {run.RunId} is older than the record of positions.", run.ArtifactFolder,
                $"Train anew with `ata train {model}`.");
        session.Register(RunArtifacts.PositionsTable, null, filter);
        var dates = days.Dates(0);
        var held = session.Query(
            "SELECT symbol, weight FROM models.positions WHERE date = $1 ORDER BY abs(weight) DESC, symbol", dates[^1]);
        var (symbols, weights, trading, borrow) = (held.Texts(0), held.Doubles(1), days.Doubles(3), days.Doubles(4));
        var files = lake.Reader.Files(PanelLoader.Table,
            PanelLoader.Files(origin.WindowStart, origin.WindowEnd.AddDays(1)));
        return new()
        {
            Run = run, Dates = dates, NetReturns = days.Doubles(1), GrossReturns = days.Doubles(2),
            TradingCosts = trading,
            Costs = [.. borrow.Zip(trading, (b, t) => b + t)], Turnover = days.Doubles(5),
            GrossExposure = days.Doubles(6), NetExposure = days.Doubles(7),
            Positions = [.. symbols.Zip(weights, (symbol, weight) => new Position(symbol!, weight))],
            DataChanged = files.Any(f => f.IngestedAt > (lake.Runs.Find(run.RunId)?.FinishedAt ?? DateTime.MaxValue)),
        };
    }
}
