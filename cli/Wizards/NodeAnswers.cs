namespace TradeML.Cli.Wizards;

/// <summary>What the options of <c>ata wizard node</c> answered.</summary>
internal sealed record NodeAnswers
{
    /// <summary>The lake's folder.</summary>
    public string? Root { get; init; }
}
