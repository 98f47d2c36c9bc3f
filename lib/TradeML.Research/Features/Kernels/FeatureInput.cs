namespace TradeML.Research.Features.Kernels;

/// <summary>Columns of a panel that a feature reads.</summary>
[Flags]
public enum FeatureInput
{
    /// <summary>None: the session's date alone.</summary>
    None = 0,

    /// <summary>Opening prices.</summary>
    Open = 1,

    /// <summary>Highest prices.</summary>
    High = 2,

    /// <summary>Lowest prices.</summary>
    Low = 4,

    /// <summary>Closing prices.</summary>
    Close = 8,

    /// <summary>Volumes.</summary>
    Volume = 16,

    /// <summary>Shares outstanding.</summary>
    SharesOutstanding = 32,

    /// <summary>Sectors.</summary>
    Sector = 64,

    /// <summary>Industries.</summary>
    Industry = 128,

    /// <summary>Sessions to the next known earnings date.</summary>
    SessionsToEarnings = 256,

    /// <summary>Sessions since the last earnings date.</summary>
    SessionsSinceEarnings = 512,
}
