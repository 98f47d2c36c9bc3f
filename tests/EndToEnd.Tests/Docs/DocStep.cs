namespace EndToEnd.Tests.Docs;

/// <summary>One command line of a page, and what came of it.</summary>
/// <param name="Block">The block that it belongs to.</param>
/// <param name="Command">The line.</param>
public sealed record DocStep(DocBlock Block, string Command)
{
    /// <summary>Its exit code; null when the page ended before it.</summary>
    public int? ExitCode { get; set; }

    /// <summary>What it printed, to both outputs.</summary>
    public string Printed { get; set; } = "";
}
