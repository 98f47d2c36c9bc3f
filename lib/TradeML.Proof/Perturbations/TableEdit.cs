using TradeML.Proof.Worlds;

namespace TradeML.Proof.Perturbations;

/// <summary>
/// Changes to one table that all lie after a cut in knowledge time: rows that were known by then can neither be changed
/// nor removed here, and no row can be added that would have been known.
/// </summary>
internal sealed class TableEdit
{
    private const string SecurityColumn = "security";
    private readonly IReadOnlyList<string> symbols;
    private readonly bool[] removed;
    private readonly List<Addition> additions = [];
    private readonly double[] someNumbers;
    private readonly string?[] someTexts;
    private double[][]? numbers;
    private string?[][]? texts;

    internal TableEdit(
        WorldTable source, DateTime cut, IReadOnlyList<string> symbols, IReadOnlyList<DateOnly> sessions, Random random)
    {
        this.symbols = symbols;
        (Source, Cut, Random) = (source, cut, random);
        CutDay = SessionHours.DayOf(cut);
        removed = new bool[source.Rows];
        // Sessions go on after the last one, so that the end of the data is a future too.
        var last = sessions.Count > 0 && sessions[^1] > CutDay ? sessions[^1] : CutDay;
        Sessions = [.. sessions,
            .. Enumerable.Range(1, 14).Select(last.AddDays)
                .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(7)];
        Scrambler = new Scrambler(source, CutDay, random);
        (someNumbers, someTexts) = (new double[Scrambler.NumberNames.Length], new string?[Scrambler.TextNames.Length]);
    }

    internal WorldTable Source { get; }

    internal DateTime Cut { get; }

    internal DateOnly CutDay { get; }

    internal Random Random { get; }

    internal DateOnly[] Sessions { get; }

    internal Scrambler Scrambler { get; }

    /// <summary>
    /// A row of each symbol to make events after: its last one, or another symbol's where it never had one.
    /// </summary>
    internal IEnumerable<(string Symbol, int Row)> Templates()
    {
        var own = Missing.LastRows(Source);
        return own.Keys.Union(symbols, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(symbol => (symbol, own.TryGetValue(symbol, out var rows) ? rows.Last : Random.Next(Source.Rows)));
    }

    internal bool IsLater(int row) => Source.KnownAt[row] > Cut;

    /// <summary>An instant after the cut, up to so many days.</summary>
    internal DateTime Later(double days) => Cut.AddMinutes(1 + Math.Floor(Random.NextDouble() * days * 24 * 60));

    internal void Remove(int row)
    {
        if (IsLater(row)) removed[row] = true;
    }

    internal void Change(int row)
    {
        if (!IsLater(row)) return;
        numbers ??= [.. Scrambler.NumberNames.Select(name => (double[])Source.Numbers[name].Clone())];
        texts ??= [.. Scrambler.TextNames.Select(name => (string?[])Source.Texts[name].Clone())];
        Scrambler.Numbers(row, someNumbers);
        Scrambler.Texts(row, someTexts);
        for (var c = 0; c < numbers.Length; c++) numbers[c][row] = someNumbers[c];
        for (var c = 0; c < texts.Length; c++) texts[c][row] = someTexts[c];
    }

    /// <summary>
    /// Adds a row like another one, with other values and perhaps of another security, known after the cut.
    /// </summary>
    internal void Add(int template, string symbol, DateOnly date, DateTime knownAt, string? security = null)
    {
        if (knownAt <= Cut) return;
        var (values, words) = (new double[someNumbers.Length], new string?[someTexts.Length]);
        Scrambler.Numbers(template, values);
        Scrambler.Texts(template, words);
        if (security is not null && Array.IndexOf(Scrambler.TextNames, SecurityColumn) is >= 0 and var column)
            words[column] = security;
        additions.Add(new(symbol, date, knownAt, values, words));
    }

    internal WorldTable Build()
    {
        var changed = WorldTable.Create(Source.Name, Source.Nature, Source.Symbol, Source.Date, Source.KnownAt,
            Named(Scrambler.NumberNames, numbers) ?? Source.Numbers, Named(Scrambler.TextNames, texts) ?? Source.Texts,
            Source.ExtraKey);
        var kept = Enumerable.Range(0, Source.Rows).Where(row => !removed[row]).ToArray();
        if (additions.Count == 0) return kept.Length == Source.Rows ? changed : changed.Take(kept);
        var added = WorldTable.Create(
            Source.Name, Source.Nature, [.. additions.Select(a => a.Symbol)], [.. additions.Select(a => a.Date)],
            [.. additions.Select(a => a.KnownAt)],
            Named(Scrambler.NumberNames,
                [.. Scrambler.NumberNames.Select((_, c) => additions.Select(a => a.Numbers[c]).ToArray())]),
            Named(Scrambler.TextNames,
                [.. Scrambler.TextNames.Select((_, c) => additions.Select(a => a.Texts[c]).ToArray())]),
                Source.ExtraKey);
        return Merge(changed, kept, added);
    }

    private static Dictionary<string, T[]>? Named<T>(string[] names, T[][]? columns) =>
        columns is null ? null : names.Zip(columns).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);

    private static WorldTable Merge(WorldTable first, int[] kept, WorldTable second)
    {
        var order = new int[kept.Length + second.Rows];
        for (int i = 0, a = 0, b = 0; i < order.Length; i++)
            order[i] = b == second.Rows || (a < kept.Length && first.Compare(kept[a], second, b) <= 0)
                ? kept[a++]
                : first.Rows + b++;
        T[] Of<T>(T[] one, T[] two) =>
            Array.ConvertAll(order, row => row < one.Length ? one[row] : two[row - one.Length]);
        return WorldTable.Create(
            first.Name, first.Nature, Of(first.Symbol, second.Symbol), Of(first.Date, second.Date),
            Of(first.KnownAt, second.KnownAt),
            first.Numbers.ToDictionary(c => c.Key, c => Of(c.Value, second.Numbers[c.Key]), StringComparer.Ordinal),
            first.Texts.ToDictionary(c => c.Key, c => Of(c.Value, second.Texts[c.Key]), StringComparer.Ordinal),
            first.ExtraKey);
    }

    private sealed record Addition(string Symbol, DateOnly Date, DateTime KnownAt, double[] Numbers, string?[] Texts);
}
