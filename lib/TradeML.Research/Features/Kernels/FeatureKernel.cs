namespace TradeML.Research.Features.Kernels;

/// <summary>Computes one feature of the symbol that is loaded.</summary>
/// <param name="series">The symbol's series.</param>
/// <param name="spec">The feature.</param>
/// <param name="result">One entry a row of the symbol.</param>
internal delegate void FeatureKernel(SymbolSeries series, FeatureSpec spec, Span<double> result);
