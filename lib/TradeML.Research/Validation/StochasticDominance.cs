namespace TradeML.Research.Validation;

/// <summary>
/// Whether the selected configurations' out-of-sample metrics dominate those of all configurations: distribution
/// functions on a grid, right-continuous.
/// </summary>
/// <param name="Grid">Ascending metric values.</param>
/// <param name="Selected">Share of selected metrics at or below each grid value.</param>
/// <param name="All">Share of all metrics, all combinations pooled, at or below each grid value.</param>
/// <param name="SecondOrder">Trapezoid integral up to each grid value of (all − selected).</param>
/// <param name="FirstOrderDominates">Selected ≤ all everywhere on the grid.</param>
/// <param name="SecondOrderDominates">The integral is nowhere negative.</param>
public sealed record StochasticDominance(
    double[] Grid, double[] Selected, double[] All, double[] SecondOrder, bool FirstOrderDominates,
    bool SecondOrderDominates)
{
    internal static StochasticDominance Compare(ReadOnlySpan<double> selected, ReadOnlySpan<double> all, int points)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var value in all)
        {
            if (value < least) least = value;
            if (value > most) most = value;
        }

        if (least > most) return new([], [], [], [], false, false);
        var grid = new double[points];
        for (var i = 0; i < points; i++) grid[i] = least + (i * ((most - least) / (points - 1)));
        grid[^1] = most;
        double[] below = Distribution(selected, grid), belowAll = Distribution(all, grid);
        var integral = new double[points];
        var first = true;
        for (var i = 0; i < points; i++)
        {
            first &= below[i] <= belowAll[i];
            if (i > 0)
                integral[i] = integral[i - 1]
                    + ((belowAll[i] - below[i] + belowAll[i - 1] - below[i - 1]) / 2 * (grid[i] - grid[i - 1]));
        }

        return new(grid, below, belowAll, integral, first, Array.TrueForAll(integral, value => value >= 0));
    }

    private static double[] Distribution(ReadOnlySpan<double> values, double[] grid)
    {
        var counts = new int[grid.Length + 1];
        double origin = grid[0], perStep = (grid.Length - 1) / (grid[^1] - grid[0]);
        var known = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            known++;
            var place = perStep < double.PositiveInfinity
                ? Math.Clamp((int)((value - origin) * perStep), 0, grid.Length - 1)
                : 0;
            while (place > 0 && grid[place - 1] >= value) place--;
            while (place < grid.Length && grid[place] < value) place++;
            counts[place]++;
        }

        var result = new double[grid.Length];
        var total = 0;
        for (var i = 0; i < grid.Length; i++) result[i] = (double)(total += counts[i]) / known;
        return result;
    }
}
