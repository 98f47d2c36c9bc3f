namespace TradeML.Core.Errors;

/// <summary>
/// What kind of thing went wrong. Each kind has one process exit code, so that scripts and cron can tell them apart.
/// </summary>
public enum ErrorKind
{
    /// <summary>A defect of TradeML itself (exit code 1).</summary>
    Internal = 1,

    /// <summary>Wrong usage, wrong configuration or a malformed input file (exit code 2).</summary>
    BadInput = 2,

    /// <summary>A gate refused: partitions not GREEN, or go/no-go bars not met (exit code 3).</summary>
    GateRefused = 3,

    /// <summary>Data that the step needs are not in the lake (exit code 4).</summary>
    DataMissing = 4,

    /// <summary>A vendor or the network failed or refused (exit code 5).</summary>
    Vendor = 5,

    /// <summary>The disk, the lake or the control store failed (exit code 6).</summary>
    Storage = 6,
}
