using TradeML.Core.Errors;

namespace TradeML.Ops.Promotion;

/// <summary>Whether a challenger may become champion, and why not.</summary>
/// <param name="Model">The model.</param>
/// <param name="Challenger">The run that asks.</param>
/// <param name="Champion">The present champion, or null while there is none.</param>
/// <param name="ChallengerSharpe">Net Sharpe ratio of the challenger's mean path.</param>
/// <param name="ChampionSharpe">That of the champion; NaN while there is none.</param>
/// <param name="Refusals">Every reason against it, as sentences; empty when it may.</param>
/// <param name="Shadow">What is said about shadow trading.</param>
public sealed record PromotionVerdict(
    string Model, string Challenger, string? Champion, double ChallengerSharpe, double ChampionSharpe,
    IReadOnlyList<string> Refusals, string Shadow)
{
    /// <summary>Whether the challenger may become champion.</summary>
    public bool Pass => Refusals.Count == 0;

    /// <summary>Refuses when there is a reason to.</summary>
    /// <exception cref="TradeMLException">Gate refused (exit code 3), with every reason.</exception>
    public void Require()
    {
        if (!Pass)
            throw new TradeMLException(
                ErrorKind.GateRefused, $"{Challenger} is not promoted: {string.Join(" ", Refusals)}", null,
                Champion is null
                    ? $"There is no champion of {Model} then; nothing trades."
                    : $"{Champion} stays champion.");
    }
}
