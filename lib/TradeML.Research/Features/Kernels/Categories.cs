namespace TradeML.Research.Features.Kernels;

/// <summary>
/// Dummies of sector and industry as known on the row's date. A row whose category is unknown, or not in the set's
/// list, is unknown in all of them.
/// </summary>
internal static class Categories
{
    /// <summary>
    /// <c>sector_NAME</c>: 1 in the sector, 0 in another of the list, else unknown; known from row 0 on.
    /// </summary>
    public static FeatureDefinition Sector { get; } = new()
    {
        Pattern = "sector_NAME", Family = "sector",
        Formula = "1 in the sector, 0 in another listed one, unknown where the sector is unknown or not listed",
        Unit = "0 or 1",
        Source = "SSOT §3.1; GICS sectors", Inputs = FeatureInput.Sector, TakesSteps = false,
        Kernel = (series, spec, result) => Compute(series.Sectors, series.SectorMap, spec, result),
    };

    /// <summary>
    /// <c>industry_NAME</c>: 1 in the industry, 0 in another of the list, else unknown; known from row 0 on.
    /// </summary>
    public static FeatureDefinition Industry { get; } = new()
    {
        Pattern = "industry_NAME", Family = "industry",
        Formula = "1 in the industry, 0 in another listed one, unknown where the industry is unknown or not listed",
        Unit = "0 or 1",
        Source = "SSOT §3.1; GICS industry groups", Inputs = FeatureInput.Industry, TakesSteps = false,
        Kernel = (series, spec, result) => Compute(series.Industries, series.IndustryMap, spec, result),
    };

    private static void Compute(ReadOnlySpan<int> codes, CategoryMap map, FeatureSpec spec, Span<double> result)
    {
        var wanted = map.Named(spec.Category!);
        for (var t = 0; t < result.Length; t++)
        {
            var category = map.Of(codes[t]);
            result[t] = category < 0 ? double.NaN : category == wanted ? 1 : 0;
        }
    }
}
