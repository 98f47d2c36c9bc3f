namespace TradeML.Cli;

/// <summary>The exit codes of <c>ata</c>. Codes 1 to 6 are those of <see cref="TradeML.Core.Errors.ErrorKind"/>.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A defect of TradeML.</summary>
    public const int Internal = 1;

    /// <summary>Wrong usage or bad input.</summary>
    public const int Usage = 2;

    /// <summary>A gate refused.</summary>
    public const int Refused = 3;

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
