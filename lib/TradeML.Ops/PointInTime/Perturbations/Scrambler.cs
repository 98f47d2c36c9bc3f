namespace TradeML.Ops.PointInTime.Perturbations;

/// <summary>Makes other values out of given ones: always different, positive where they were, days always after the cut.</summary>
internal sealed class Scrambler(WorldTable table, DateOnly cutDay, Random random)
{
    private readonly Dictionary<string, string[]> texts = new(StringComparer.Ordinal);

    internal Dictionary<string, double> Numbers(int row)
    {
        var values = table.Numbers.ToDictionary(c => c.Key, c => table.ExtraKey.Contains(c.Key) ? c.Value[row] : Number(c.Key, c.Value[row]), StringComparer.Ordinal);
        if (values.TryGetValue("high", out var high) && values.TryGetValue("low", out var low))
        {
            double[] four = [values["open"], high, low, values["close"]];
            (values["high"], values["low"]) = (four.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Max(), four.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Min());
        }

        return values;
    }

    internal Dictionary<string, string?> Texts(int row) =>
        table.Texts.ToDictionary(c => c.Key, c => table.ExtraKey.Contains(c.Key) ? c.Value[row] : Text(c.Key, c.Value[row]), StringComparer.Ordinal);

    private double Number(string column, double value)
    {
        if (column.EndsWith("_day", StringComparison.Ordinal)) return cutDay.DayNumber + 1 + random.Next(300);
        if (column.StartsWith("is_", StringComparison.Ordinal)) return 1 - value;
        if (column.EndsWith("_step", StringComparison.Ordinal) && value == 1) return random.NextDouble() < 0.1 ? 0.25 + random.NextDouble() : 1;
        if (double.IsNaN(value)) return 1 + (100 * random.NextDouble());
        if (value == 0) return random.Next(1, 1000);
        var extreme = random.NextDouble() < 0.02 ? 10 : 1;
        return value * Math.Exp(1.6 * (random.NextDouble() - 0.5)) * extreme;
    }

    private string? Text(string column, string? value)
    {
        if (!texts.TryGetValue(column, out var known))
            texts[column] = known = [.. table.Texts[column].OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var other = known.Where(t => t != value).ToArray();
        return other.Length == 0 ? value + "*" : other[random.Next(other.Length)];
    }
}
