namespace EndToEnd.Tests.Docs;

/// <summary>
/// A hidden comment above a block that says how the block is checked: <c>not run</c> with the reason, <c>run first</c>
/// with commands that prepare it, <c>printed by</c> with the command that prints it, or <c>file</c> with the name under
/// which it is stored.
/// </summary>
/// <param name="Key">One of the four.</param>
/// <param name="Of">Beginning of the lines that it is about; null for the whole block.</param>
/// <param name="Text">What follows the colon.</param>
public sealed record DocNote(string Key, string? Of, string Text)
{
    /// <summary>The reason why a block or line is not run.</summary>
    public const string NotRun = "not run";

    /// <summary>Commands before the block, which a reader need not see.</summary>
    public const string RunFirst = "run first";

    /// <summary>The command whose output the block shows.</summary>
    public const string PrintedBy = "printed by";

    /// <summary>Name of the file that the block shows.</summary>
    public const string File = "file";
}
