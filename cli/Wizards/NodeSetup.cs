namespace TradeML.Cli.Wizards;

/// <summary>One run of <c>ata wizard node</c>: what the steps know and decide.</summary>
internal sealed class NodeSetup
{
    /// <summary>The run of the tool.</summary>
    public required AtaContext Context { get; init; }

    /// <summary>What the options answered.</summary>
    public required NodeAnswers Answers { get; init; }

    /// <summary>How questions are answered.</summary>
    public required Questions Questions { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }

    /// <summary>The <c>.env</c> file of the working directory.</summary>
    public required EnvFile Env { get; init; }

    /// <summary>Variables in force: the process's, above those of the file.</summary>
    public IReadOnlyDictionary<string, string> Variables => Context.Host.Variables;

    /// <summary>The lake's folder, absolute.</summary>
    public string Root { get; set; } = "";
}
