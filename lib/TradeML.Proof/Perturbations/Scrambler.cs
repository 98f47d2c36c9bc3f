using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Makes other values out of given ones: always different, positive where they were, days always after the cut.
/// </summary>
internal sealed class Scrambler
{
    private static readonly string[] Prices = ["open", "high", "low", "close"];
    private readonly DateOnly cutDay;
    private readonly Random random;
    private readonly (double[] Values, Meaning Meaning)[] numbers;
    private readonly (string?[] Values, string[] Known, bool IsKey)[] texts;
    private readonly int[] prices;

    internal Scrambler(WorldTable table, DateOnly cutDay, Random random)
    {
        (this.cutDay, this.random) = (cutDay, random);
        NumberNames = [.. table.Numbers.Keys];
        TextNames = [.. table.Texts.Keys];
        numbers = [.. NumberNames.Select(name => (table.Numbers[name], Of(name, table.ExtraKey.Contains(name))))];
        texts = [.. TextNames.Select(name => (
            table.Texts[name],
            table.Texts[name].OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(),
            table.ExtraKey.Contains(name)))];
        int[] all = [.. Prices.Select(name => Array.IndexOf(NumberNames, name))];
        prices = all.Contains(-1) ? [] : all;
    }

    private enum Meaning
    {
        Key,
        Day,
        Flag,
        Step,
        Amount,
    }

    /// <summary>The number columns, in the order of <see cref="Numbers"/>.</summary>
    internal string[] NumberNames { get; }

    /// <summary>The text columns, in the order of <see cref="Texts"/>.</summary>
    internal string[] TextNames { get; }

    internal void Numbers(int row, Span<double> into)
    {
        for (var c = 0; c < into.Length; c++) into[c] = Number(numbers[c].Meaning, numbers[c].Values[row]);
        if (prices.Length == 0) return;
        double open = into[prices[0]], high = into[prices[1]], low = into[prices[2]], close = into[prices[3]];
        into[prices[1]] = Math.Max(Math.Max(open, close), Math.Max(high, low));
        into[prices[2]] = Math.Min(Math.Min(open, close), Math.Min(high, low));
    }

    internal void Texts(int row, Span<string?> into)
    {
        for (var c = 0; c < into.Length; c++)
        {
            var (values, known, isKey) = texts[c];
            into[c] = isKey ? values[row] : Text(values[row], known);
        }
    }

    private static Meaning Of(string column, bool isKey) => isKey ? Meaning.Key
        : column.EndsWith("_day", StringComparison.Ordinal) ? Meaning.Day
        : column.StartsWith("is_", StringComparison.Ordinal) ? Meaning.Flag
        : column.EndsWith("_step", StringComparison.Ordinal) ? Meaning.Step : Meaning.Amount;

    private double Number(Meaning meaning, double value)
    {
        if (meaning == Meaning.Key) return value;
        if (meaning == Meaning.Day) return cutDay.DayNumber + 1 + random.Next(300);
        if (meaning == Meaning.Flag) return 1 - value;
        if (meaning == Meaning.Step && value == 1) return random.NextDouble() < 0.1 ? 0.25 + random.NextDouble() : 1;
        if (double.IsNaN(value)) return 1 + (100 * random.NextDouble());
        if (value == 0) return random.Next(1, 1000);
        var extreme = random.NextDouble() < 0.02 ? 10 : 1;
        return value * Math.Exp(1.6 * (random.NextDouble() - 0.5)) * extreme;
    }

    private string? Text(string? value, string[] known)
    {
        if (known.Length == 0 || (known.Length == 1 && known[0] == value)) return value + "*";
        var other = known[random.Next(known.Length)];
        return other == value ? known[(Array.IndexOf(known, other) + 1) % known.Length] : other;
    }
}
