namespace TradeML.Ops.Reports.Html;

/// <summary>Maps values onto pixels between round ticks.</summary>
internal sealed class AxisScale
{
    internal AxisScale(double low, double high, double pixelLow, double pixelHigh, int wantedTicks = 5)
    {
        if (!(high > low)) (low, high) = (low - 0.5, low + 0.5);
        Step = RoundStep((high - low) / wantedTicks);
        Low = Math.Floor((low / Step) + 1e-9) * Step;
        High = Math.Ceiling((high / Step) - 1e-9) * Step;
        PixelLow = pixelLow;
        PixelHigh = pixelHigh;
    }

    internal double Low { get; }

    internal double High { get; }

    internal double Step { get; }

    private double PixelLow { get; }

    private double PixelHigh { get; }

    internal double At(double value) => PixelLow + ((value - Low) / (High - Low) * (PixelHigh - PixelLow));

    /// <summary>Decimals that every tick needs.</summary>
    internal int Decimals
    {
        get
        {
            for (var decimals = 0; decimals < 6; decimals++)
                if (Math.Abs((Step * Math.Pow(10, decimals)) - Math.Round(Step * Math.Pow(10, decimals))) < 1e-9)
                    return decimals;
            return 6;
        }
    }

    internal IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((High - Low) / Step);
        for (var i = 0; i <= count; i++) yield return Low + (i * Step);
    }

    private static double RoundStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var lead = raw / power;
        return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power;
    }
}
