namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// One thread's steps across symbols for tiles: as many successive sessions of all symbols as fit the cache.
/// </summary>
public sealed class TileSteps
{
    private readonly IDayStep[] steps;
    private readonly DayTile tile;

    /// <summary>Makes the steps of a set ready.</summary>
    /// <param name="config">The feature set; its steps need no more than a day's values (see
    /// <see cref="NeedRows"/>).</param>
    /// <param name="rows">The rows it is computed from.</param>
    public TileSteps(FeatureSetConfig config, FeatureRows rows)
        : this(config, rows, new CategoryMap([], []), null)
    {
    }

    internal TileSteps(FeatureSetConfig config, FeatureRows rows, CategoryMap sectors, double[]? sizes)
    {
        steps = [.. config.Steps.Select(step => Create(step, rows, sectors, sizes))];
        tile = new(rows.Symbols, DaysOf(rows.Symbols), rows.Sessions.Length);
    }

    /// <summary>Sessions of a tile; tile k begins with session k times as many.</summary>
    /// <param name="symbols">Number of symbols.</param>
    public static int DaysOf(int symbols) => Math.Clamp((1 << 16) / Math.Max(symbols, 1), 8, 256);

    /// <summary>Whether a set has steps that look at a row's sector or size beside the day's values.</summary>
    /// <param name="config">The feature set.</param>
    public static bool NeedRows(FeatureSetConfig config) =>
        config.Steps
            .Any(step =>
                step.Kind is not (CrossSectionKind.Winsorise or CrossSectionKind.Rank or CrossSectionKind.ZScore));

    /// <summary>Takes the steps on one tile of a column.</summary>
    /// <param name="column">The column, or the part of it that the rows point into.</param>
    /// <param name="day">Session of each row, as long as <paramref name="column"/>.</param>
    /// <param name="from">The tile's first row of each symbol.</param>
    /// <param name="to">The row behind its last of each symbol.</param>
    /// <param name="index">The tile's number.</param>
    public void Run(
        Span<float> column, ReadOnlySpan<int> day, ReadOnlySpan<int> from, ReadOnlySpan<int> to, int index) =>
        tile.Run(column, day, from, to, index, steps);

    private static IDayStep Create(CrossSectionStep step, FeatureRows rows, CategoryMap sectors, double[]? sizes) =>
        step.Kind switch
        {
            CrossSectionKind.Winsorise => new Winsoriser(rows.Symbols, step.Tail),
            CrossSectionKind.Rank => new Ranker(rows.Symbols),
            CrossSectionKind.ZScore => new Standardiser(),
            CrossSectionKind.NeutraliseSector => new Neutraliser(rows, sectors, null),
            CrossSectionKind.NeutraliseSize => new Neutraliser(rows, null, sizes),
            _ => new Neutraliser(rows, sectors, sizes),
        };
}
