namespace TradeML.Research.Features.Intraday;

/// <summary>Every intraday feature (SSOT §3.3), family by family.</summary>
public static class IntradayCatalog
{
    /// <summary>One value a bar, known when its minute has passed.</summary>
    public static IReadOnlyList<IntradayFeature> PerMinute { get; } =
    [
        VwapDislocation.SessionSoFar, VwapDislocation.LastHalfHour,
        OrderFlow.SignedBulk, OrderFlow.SignedTick, OrderFlow.ImbalanceBulk, OrderFlow.ImbalanceTick,
        ShortVolatility.TenMinutes, ShortVolatility.HalfHour,
        MicrostructureNoise.Volatility, MicrostructureNoise.Noise, MicrostructureNoise.Bounce,
    ];

    /// <summary>One value a session, known at its scheduled close.</summary>
    public static IReadOnlyList<IntradayFeature> PerDay { get; } =
    [
        VwapDislocation.AtClose, VwapDislocation.MeanSize,
        OrderFlow.DayBulk, OrderFlow.DayTick, OrderFlow.DayImbalanceBulk, OrderFlow.DayImbalanceTick,
        ShortVolatility.Session, ShortVolatility.SessionFiveMinutes,
        MicrostructureNoise.DayVolatility, MicrostructureNoise.DayNoise, MicrostructureNoise.DayNoiseShare,
        MicrostructureNoise.DayBounce,
        SessionCoverage.Share, SessionCoverage.FirstMinute,
    ];
}
