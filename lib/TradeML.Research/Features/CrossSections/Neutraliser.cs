namespace TradeML.Research.Features.CrossSections;

/// <summary>
/// Takes out what sector or size explain: the residual of the day's least-squares regression on an intercept a group
/// and, with sizes, on log market capitalisation with one slope (Frisch and Waugh 1933: means of the group off both,
/// then one slope). The groups are the sectors, or all names together without sectors. Values without a sector or size,
/// and groups with fewer than three known values, are unknown. Without spread in size the slope is 0.
/// </summary>
internal sealed class Neutraliser(FeatureRows data, CategoryMap? sectors, double[]? sizes) : IDayStep
{
    private const int LeastNames = 3;
    private readonly int groups = sectors?.Count ?? 1;
    private readonly int[] group = new int[data.Symbols];
    private readonly int[] counts = new int[sectors?.Count ?? 1];
    private readonly double[] means = new double[sectors?.Count ?? 1];
    private readonly double[] meanSizes = new double[sectors?.Count ?? 1];

    public bool NeedsRows => true;

    public void Apply(Span<float> values, ReadOnlySpan<int> rows)
    {
        Array.Clear(counts);
        Array.Clear(means);
        Array.Clear(meanSizes);
        for (var i = 0; i < values.Length; i++)
        {
            var g = group[i] = GroupOf(values[i], rows[i]);
            if (g < 0) continue;
            counts[g]++;
            means[g] += values[i];
            if (sizes is not null) meanSizes[g] += sizes[rows[i]];
        }

        for (var g = 0; g < groups; g++)
        {
            means[g] /= counts[g];
            meanSizes[g] /= counts[g];
        }

        var slope = sizes is null ? 0 : Slope(values, rows);
        for (var i = 0; i < values.Length; i++)
        {
            var g = group[i];
            if (g < 0 || counts[g] < LeastNames) values[i] = float.NaN;
            else
                values[i] = (float)(values[i] - means[g]
                    - (sizes is null ? 0 : slope * (sizes[rows[i]] - meanSizes[g])));
        }
    }

    private int GroupOf(float value, int row)
    {
        if (row < 0 || float.IsNaN(value) || (sizes is not null && double.IsNaN(sizes[row]))) return -1;
        return sectors is null ? 0 : sectors.Of(data.Columns.Sector![row]);
    }

    private double Slope(ReadOnlySpan<float> values, ReadOnlySpan<int> rows)
    {
        double product = 0, square = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var g = group[i];
            if (g < 0 || counts[g] < LeastNames) continue;
            var size = sizes![rows[i]] - meanSizes[g];
            product += size * (values[i] - means[g]);
            square += size * size;
        }

        return square > 0 ? product / square : 0;
    }
}
