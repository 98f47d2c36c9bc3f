using System.Globalization;
using TradeML.Core.Errors;
using TradeML.Lake;
using TradeML.Ops.Families;
using TradeML.Ops.Gate;
using TradeML.Ops.Runs;

namespace TradeML.Ops.Promotion;

/// <summary>
/// Makes a challenger champion if it deserves it (SSOT §6.4): data GREEN, bars met, better than the champion under the
/// same cost model.
/// </summary>
public sealed class Promotion
{
    private const string Shadow = "Shadow trading is not required: the configuration does not ask for it yet.";

    private readonly DataLake lake;
    private readonly ModelFamily family;
    private readonly GreenGate gate;

    /// <summary>Promotion over a lake.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="family">The model family: its bars and GREEN thresholds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="minGreen">Overrides the least GREEN share of every dependency; null takes the model's own.</param>
    public Promotion(DataLake lake, ModelFamily family, TimeProvider time, double? minGreen = null)
    {
        this.lake = lake;
        this.family = family;
        gate = new GreenGate(lake, time, minGreen);
    }

    /// <summary>Judges the newest finished run without changing anything.</summary>
    /// <exception cref="TradeMLException">Data missing: no run is finished yet.</exception>
    public PromotionVerdict Check()
    {
        var model = family.Name;
        var challenger = ModelRuns.Newest(lake, model)
            ?? throw new TradeMLException(ErrorKind.DataMissing, $"No run of {model} is finished yet.", null,
                $"Run `ata train {model}`.");
        var championId = lake.Control.Read(r => ModelAliases.Find(r, model, ModelAliases.Champion));
        var champion = championId is null ? null : ModelRuns.Find(lake, model, championId);
        var coverage = gate.Judge(family, challenger.Metrics.Provenance.WindowEnd);
        return Judge(challenger, champion, coverage, GoNoGoLimits.From(family.Options.Bars));
    }

    /// <summary>Promotes the newest finished run, or refuses with every reason (SSOT §7).</summary>
    /// <param name="ct">Stops before anything is changed.</param>
    /// <exception cref="TradeMLException">Gate refused (exit code 3). Data missing: no run is finished yet.</exception>
    public async Task<PromotionVerdict> PromoteIfBeatChampionAsync(CancellationToken ct = default)
    {
        var model = family.Name;
        var verdict = await Task.Run(Check, ct).ConfigureAwait(false);
        verdict.Require();
        ct.ThrowIfCancellationRequested();
        if (verdict.Champion == verdict.Challenger) return verdict;
        lake.Control.Write(tx =>
        {
            if (verdict.Champion is { } old) ModelAliases.Set(tx, model, ModelAliases.Previous, old);
            ModelAliases.Set(tx, model, ModelAliases.Champion, verdict.Challenger);
        });
        return verdict;
    }

    internal static PromotionVerdict Judge(
        RunResult challenger, RunResult? champion, GateVerdict coverage, GoNoGoLimits limits)
    {
        var refusals = new List<string>(coverage.Reasons);
        var bars = GoNoGo.Evaluate(challenger.Metrics.Figures, limits);
        refusals.AddRange(bars.Bars.Where(b => b.State != BarState.Pass).Select(Sentence));
        var (own, other) = (challenger.Metrics.Figures.Sharpe, champion?.Metrics.Figures.Sharpe ?? double.NaN);
        if (champion is not null && champion.RunId != challenger.RunId)
        {
            if (champion.Metrics.CostModelHash != challenger.Metrics.CostModelHash)
                refusals.Add(
                    $"The champion {champion.RunId} was measured under another cost model; train it anew "
                        + "under this one to compare.");
            else if (!(own > other))
                refusals.Add(
                    string.Create(CultureInfo.InvariantCulture,
                        $"Its Sharpe ratio {own:0.00} does not beat the champion's {other:0.00}."));
        }

        return new PromotionVerdict(challenger.Metrics.Model, challenger.RunId, champion?.RunId, own, other, refusals,
            Shadow);
    }

    private static string Sentence(GoNoGoBar bar) => bar.State == BarState.Unknown
        ? $"{bar.Label} is unknown ({bar.Note})."
        : string.Create(CultureInfo.InvariantCulture,
            $"{bar.Label} is {bar.Value:0.###}, needed {bar.Comparison} {bar.Limit:0.###}.");
}
