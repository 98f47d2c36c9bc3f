using TradeML.Core.Configuration;

namespace TradeML.Data.Settings;

/// <summary>The nightly export to <c>exports/nightly/YYYY-MM-DD/</c> of the lake.</summary>
public sealed class ExportOptions
{
    /// <summary>Whether there is one. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Nights that are kept. Default 7.</summary>
    [Between(1, 3650)]
    public int KeepNights { get; init; } = 7;
}
