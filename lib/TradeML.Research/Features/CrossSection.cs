using System.Numerics;
using TradeML.Core.Errors;
using TradeML.Research.Panels;

namespace TradeML.Research.Features;

/// <summary>
/// Standardises each day's values across symbols: <c>z = (x − mean) / standard deviation (n − 1)</c> over the known values; a day with
/// fewer than two is unknown, a day without spread is 0. Days are taken in tiles that fit the cache together with all their symbols, so
/// the column is read from memory once although the mean, the squares and the result take three passes; sums run in symbol order
/// whatever the number of threads.
/// </summary>
internal static class CrossSection
{
    private const int TileDays = 256;

    internal static void Apply(Panel panel, FeatureMatrix matrix, FeatureSpec[] specs, FeatureSetConfig config, ParallelOptions options)
    {
        if (config.Steps.Count == 0) return;
        var tail = config.Steps[0] is { Kind: CrossSectionKind.Winsorise } first ? first.Tail : 0;
        var rest = config.Steps.Skip(config.Steps[0].Kind == CrossSectionKind.Winsorise ? 1 : 0).ToArray();
        if (rest.Length > 1 || rest.Any(step => step.Kind != CrossSectionKind.ZScore))
            throw new TradeMLException(ErrorKind.BadInput, $"The steps of '{config.Name}' are winsorise, then zscore; others are not known yet.");
        var columns = Enumerable.Range(0, specs.Length).Where(column => !specs[column].IsCalendar).ToArray();
        var tiles = (panel.Sessions.Length + TileDays - 1) / TileDays;
        var cuts = Cuts(panel, tiles);
        if (tail > 0) _ = panel.ByDay;
        Parallel.For(
            0, columns.Length * tiles, options, () => new Tile(panel, cuts, tail, TileDays),
            (work, _, tile) =>
            {
                tile.Run(matrix.Column(columns[work / tiles]), work % tiles, rest.Length > 0);
                return tile;
            },
            _ => { });
    }

    /// <summary>The first row of each symbol in each tile, tile-major with one more tile at the end.</summary>
    private static int[] Cuts(Panel panel, int tiles)
    {
        var cuts = new int[(tiles + 1) * panel.SymbolCount];
        for (var symbol = 0; symbol < panel.SymbolCount; symbol++)
        {
            var row = panel.RowStarts[symbol];
            for (var tile = 0; tile <= tiles; tile++)
            {
                while (row < panel.RowStarts[symbol + 1] && panel.Day[row] < tile * TileDays) row++;
                cuts[(tile * panel.SymbolCount) + symbol] = row;
            }
        }

        return cuts;
    }

    private sealed class Tile(Panel panel, int[] cuts, double tail, int days)
    {
        private readonly double[] count = new double[days];
        private readonly double[] mean = new double[days];
        private readonly double[] scale = new double[days];
        private readonly Winsoriser? winsoriser = tail > 0 ? new(panel, tail) : null;

        internal void Run(Span<float> column, int tile, bool standardise)
        {
            var firstDay = tile * days;
            winsoriser?.Apply(column, firstDay, Math.Min(firstDay + days, panel.Sessions.Length));
            if (!standardise) return;
            var from = cuts.AsSpan(tile * panel.SymbolCount, panel.SymbolCount);
            var to = cuts.AsSpan((tile + 1) * panel.SymbolCount, panel.SymbolCount);
            Array.Clear(count);
            Array.Clear(mean);
            Array.Clear(scale);
            for (var s = 0; s < from.Length; s++)
                if (Dense(from[s], to[s])) Sum(column[from[s]..to[s]], panel.Day[from[s]] - firstDay);
                else for (var row = from[s]; row < to[s]; row++) Sum(column.Slice(row, 1), panel.Day[row] - firstDay);
            for (var day = 0; day < days; day++) mean[day] /= count[day];
            for (var s = 0; s < from.Length; s++)
                if (Dense(from[s], to[s])) Square(column[from[s]..to[s]], panel.Day[from[s]] - firstDay);
                else for (var row = from[s]; row < to[s]; row++) Square(column.Slice(row, 1), panel.Day[row] - firstDay);
            for (var day = 0; day < days; day++)
                scale[day] = count[day] < 2 ? double.NaN : scale[day] == 0 ? 0 : 1 / Math.Sqrt(scale[day] / (count[day] - 1));
            for (var s = 0; s < from.Length; s++)
                if (Dense(from[s], to[s])) Scale(column[from[s]..to[s]], panel.Day[from[s]] - firstDay);
                else for (var row = from[s]; row < to[s]; row++) Scale(column.Slice(row, 1), panel.Day[row] - firstDay);
        }

        /// <summary>Whether rows are consecutive sessions, which lets them be added to the days as vectors.</summary>
        private bool Dense(int from, int to) => to > from && panel.Day[to - 1] - panel.Day[from] == to - from - 1;

        private void Sum(ReadOnlySpan<float> values, int day)
        {
            var width = Vector<float>.Count;
            var half = Vector<double>.Count;
            Span<double> sums = mean.AsSpan(day, values.Length), counts = count.AsSpan(day, values.Length);
            var i = 0;
            for (; i <= values.Length - width; i += width)
            {
                Vector.Widen(new Vector<float>(values.Slice(i, width)), out var low, out var high);
                Add(low, sums.Slice(i, half), counts.Slice(i, half));
                Add(high, sums.Slice(i + half, half), counts.Slice(i + half, half));
            }

            for (; i < values.Length; i++)
            {
                if (float.IsNaN(values[i])) continue;
                sums[i] += values[i];
                counts[i] += 1;
            }
        }

        private static void Add(Vector<double> value, Span<double> sums, Span<double> counts)
        {
            var known = Vector.Equals(value, value);
            (new Vector<double>(sums) + Vector.ConditionalSelect(known, value, Vector<double>.Zero)).CopyTo(sums);
            (new Vector<double>(counts) + Vector.ConditionalSelect(known, Vector<double>.One, Vector<double>.Zero)).CopyTo(counts);
        }

        private void Square(ReadOnlySpan<float> values, int day)
        {
            var width = Vector<float>.Count;
            var half = Vector<double>.Count;
            Span<double> squares = scale.AsSpan(day, values.Length), means = mean.AsSpan(day, values.Length);
            var i = 0;
            for (; i <= values.Length - width; i += width)
            {
                Vector.Widen(new Vector<float>(values.Slice(i, width)), out var low, out var high);
                AddSquare(low, means.Slice(i, half), squares.Slice(i, half));
                AddSquare(high, means.Slice(i + half, half), squares.Slice(i + half, half));
            }

            for (; i < values.Length; i++)
            {
                if (float.IsNaN(values[i])) continue;
                var away = values[i] - means[i];
                squares[i] += away * away;
            }
        }

        private static void AddSquare(Vector<double> value, ReadOnlySpan<double> means, Span<double> squares)
        {
            var away = value - new Vector<double>(means);
            var square = Vector.ConditionalSelect(Vector.Equals(away, away), away * away, Vector<double>.Zero);
            (new Vector<double>(squares) + square).CopyTo(squares);
        }

        private void Scale(Span<float> values, int day)
        {
            var width = Vector<float>.Count;
            var half = Vector<double>.Count;
            ReadOnlySpan<double> means = mean.AsSpan(day, values.Length), scales = scale.AsSpan(day, values.Length);
            var i = 0;
            for (; i <= values.Length - width; i += width)
            {
                Vector.Widen(new Vector<float>(values.Slice(i, width)), out var low, out var high);
                low = (low - new Vector<double>(means.Slice(i, half))) * new Vector<double>(scales.Slice(i, half));
                high = (high - new Vector<double>(means.Slice(i + half, half))) * new Vector<double>(scales.Slice(i + half, half));
                Vector.Narrow(low, high).CopyTo(values.Slice(i, width));
            }

            for (; i < values.Length; i++) values[i] = (float)((values[i] - means[i]) * scales[i]);
        }
    }
}
