namespace TradeML.Research.Features.Intraday;

/// <summary>Computes one feature of the session that is loaded.</summary>
/// <param name="grid">The session.</param>
/// <param name="result">One entry a scheduled minute.</param>
internal delegate void MinuteKernel(MinuteGrid grid, Span<double> result);
