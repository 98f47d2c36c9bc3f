namespace TradeML.Core.Time;

/// <summary>One trading session of an exchange.</summary>
/// <param name="Date">The exchange's local day.</param>
/// <param name="OpenUtc">Scheduled open, UTC.</param>
/// <param name="CloseUtc">Scheduled close, UTC.</param>
/// <param name="EarlyClose">Whether the schedule ends the session before the regular close.</param>
public readonly record struct TradingSession(DateOnly Date, DateTime OpenUtc, DateTime CloseUtc, bool EarlyClose)
{
    /// <summary>Scheduled length in minutes: 390 for a regular XNYS session.</summary>
    public int Minutes => (int)((CloseUtc - OpenUtc).Ticks / TimeSpan.TicksPerMinute);
}
