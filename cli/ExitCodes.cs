using TradeML.Core.Errors;

namespace TradeML.Cli;

/// <summary>
/// The exit codes of <c>ata</c>. Codes 1 to 6 are those of <see cref="ErrorKind"/> and stand there alone.
/// </summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A defect of TradeML, or of the machine.</summary>
    public const int Internal = (int)ErrorKind.Internal;

    /// <summary>Wrong usage or bad input.</summary>
    public const int Usage = (int)ErrorKind.BadInput;

    /// <summary>A gate refused.</summary>
    public const int Refused = (int)ErrorKind.GateRefused;

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
