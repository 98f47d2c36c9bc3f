using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Applies the steps of a set to every day of every column. Days are taken in tiles: a tile of a column is turned to
/// day-major order in a buffer that fits the cache, every step runs over it, and it is turned back, so that a column is
/// read and written once however many steps there are. A day is always one thread's, so the number of threads changes
/// nothing.
/// </summary>
internal static class CrossSection
{
    internal static void Apply(
        Panel panel, FeatureRows rows, FeatureMatrix matrix, SymbolFeatures features, FeatureSetConfig config,
        ParallelOptions options)
    {
        var columns = Enumerable.Range(0, matrix.Columns).Where(features.TakesSteps).ToArray();
        if (columns.Length == 0) return;
        var tiles = new DayTiles(panel);
        var sizes =
            config.Steps
                .Any(step => step.Kind is CrossSectionKind.NeutraliseSize or CrossSectionKind.NeutraliseSectorAndSize)
            ? Sizes(panel)
            : null;
        Parallel.For(
            0, columns.Length * tiles.Count, options,
            () => new TileSteps(config, rows, features.Sectors, sizes),
            (work, _, steps) =>
            {
                var tile = work % tiles.Count;
                steps.Run(matrix.Column(columns[work / tiles.Count]), panel.Day, tiles.FirstRows(tile),
                    tiles.FirstRows(tile + 1), tile);
                return steps;
            },
            _ => { });
    }

    /// <summary>The column that a step lacks, or null.</summary>
    internal static string? Lacks(CrossSectionStep step, FeatureRows rows) => step.Kind switch
    {
        CrossSectionKind.NeutraliseSector or CrossSectionKind.NeutraliseSectorAndSize
            when rows.Columns.Sector is null => "sector",
        CrossSectionKind.NeutraliseSize or CrossSectionKind.NeutraliseSectorAndSize
            when rows.Columns.SharesOutstanding is null => "shares outstanding",
        _ => null,
    };

    private static double[] Sizes(Panel panel)
    {
        var sizes = new double[panel.Rows];
        Liquidity.Dollars(panel.Close, panel.SharesOutstanding, sizes);
        Rolling.Arithmetic.LogOfPositive(sizes);
        return sizes;
    }
}
