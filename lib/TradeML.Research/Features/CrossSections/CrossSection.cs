using TradeML.Research.Features.Kernels;
using TradeML.Research.Panels;

namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Applies the steps of a set to every day of every column. Days are taken in tiles: a tile of a column is turned to day-major order in a
/// buffer that fits the cache, every step runs over it, and it is turned back, so that a column is read and written once however many
/// steps there are. A day is always one thread's, so the number of threads changes nothing.
/// </summary>
internal static class CrossSection
{
    internal static void Apply(Panel panel, FeatureMatrix matrix, FeatureSpec[] specs, FeatureSetConfig config, CategoryMap sectors, ParallelOptions options)
    {
        if (config.Steps.Count == 0) return;
        var columns = Enumerable.Range(0, specs.Length).Where(column => specs[column].Definition.TakesSteps && !matrix.Missing.ContainsKey(matrix.Names[column])).ToArray();
        if (columns.Length == 0) return;
        var tiles = new DayTiles(panel);
        var sizes = config.Steps.Any(step => step.Kind is CrossSectionKind.NeutraliseSize or CrossSectionKind.NeutraliseSectorAndSize) ? Sizes(panel) : null;
        Parallel.For(
            0, columns.Length * tiles.Count, options,
            () => (Tile: new DayTile(tiles), Steps: config.Steps.Select(step => Create(step, panel, sectors, sizes)).ToArray()),
            (work, _, local) =>
            {
                local.Tile.Run(matrix.Column(columns[work / tiles.Count]), work % tiles.Count, local.Steps);
                return local;
            },
            _ => { });
    }

    /// <summary>The panel column that a step lacks, or null.</summary>
    internal static string? Lacks(CrossSectionStep step, Panel panel) => step.Kind switch
    {
        CrossSectionKind.NeutraliseSector or CrossSectionKind.NeutraliseSectorAndSize when panel.Sector is null => "sector",
        CrossSectionKind.NeutraliseSize or CrossSectionKind.NeutraliseSectorAndSize when panel.SharesOutstanding is null => "shares outstanding",
        _ => null,
    };

    private static double[] Sizes(Panel panel)
    {
        var sizes = new double[panel.Rows];
        Liquidity.Dollars(panel.Close, panel.SharesOutstanding, sizes);
        Rolling.Arithmetic.LogOfPositive(sizes);
        return sizes;
    }

    private static IDayStep Create(CrossSectionStep step, Panel panel, CategoryMap sectors, double[]? sizes) => step.Kind switch
    {
        CrossSectionKind.Winsorise => new Winsoriser(panel.SymbolCount, step.Tail),
        CrossSectionKind.Rank => new Ranker(panel.SymbolCount),
        CrossSectionKind.ZScore => new Standardiser(),
        CrossSectionKind.NeutraliseSector => new Neutraliser(panel, sectors, null),
        CrossSectionKind.NeutraliseSize => new Neutraliser(panel, null, sizes),
        _ => new Neutraliser(panel, sectors, sizes),
    };
}
