namespace TradeML.Cli.Wizards;

/// <summary>One question of a wizard.</summary>
/// <param name="Option">The option that answers it without a terminal.</param>
/// <param name="Text">The question.</param>
/// <param name="Fault">What is wrong with an answer, as a sentence; null when nothing is.</param>
internal sealed record Question(string Option, string Text, Func<string, string?> Fault)
{
    /// <summary>The answer of someone who doesn't care, or null when there is none.</summary>
    public string? Default { get; init; }
}
