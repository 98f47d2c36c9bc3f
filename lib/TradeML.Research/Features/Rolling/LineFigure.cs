namespace TradeML.Research.Features.Rolling;

/// <summary>What is asked of a least-squares line.</summary>
internal enum LineFigure
{
    /// <summary>Slope a row.</summary>
    Slope,

    /// <summary>R².</summary>
    Fit,

    /// <summary>Last value less the line there.</summary>
    Residual,
}
