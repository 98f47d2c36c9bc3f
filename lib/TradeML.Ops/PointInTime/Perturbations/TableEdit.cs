namespace TradeML.Ops.PointInTime.Perturbations;

/// <summary>
/// Changes to one table that all lie after a cut in knowledge time: rows that were known by then can neither be changed nor removed here,
/// and no row can be added that would have been known.
/// </summary>
internal sealed class TableEdit
{
    private const string SecurityColumn = "security";
    private readonly IReadOnlyList<string> symbols;
    private readonly bool[] removed;
    private readonly List<Addition> additions = [];
    private Dictionary<string, double[]>? numbers;
    private Dictionary<string, string?[]>? texts;

    internal TableEdit(WorldTable source, DateTime cut, IReadOnlyList<string> symbols, IReadOnlyList<DateOnly> sessions, Random random)
    {
        this.symbols = symbols;
        (Source, Cut, Random) = (source, cut, random);
        CutDay = SessionHours.DayOf(cut);
        removed = new bool[source.Rows];
        // Sessions go on after the last one, so that the end of the data is a future too.
        var last = sessions.Count > 0 && sessions[^1] > CutDay ? sessions[^1] : CutDay;
        Sessions = [.. sessions, .. Enumerable.Range(1, 14).Select(last.AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(7)];
        Scrambler = new Scrambler(source, CutDay, random);
    }

    internal WorldTable Source { get; }

    internal DateTime Cut { get; }

    internal DateOnly CutDay { get; }

    internal Random Random { get; }

    internal DateOnly[] Sessions { get; }

    internal Scrambler Scrambler { get; }

    /// <summary>A row of each symbol to make events after: its last one, or another symbol's where it never had one.</summary>
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
        numbers ??= Source.Numbers.ToDictionary(c => c.Key, c => (double[])c.Value.Clone(), StringComparer.Ordinal);
        texts ??= Source.Texts.ToDictionary(c => c.Key, c => (string?[])c.Value.Clone(), StringComparer.Ordinal);
        foreach (var (column, value) in Scrambler.Numbers(row)) numbers[column][row] = value;
        foreach (var (column, value) in Scrambler.Texts(row)) texts[column][row] = value;
    }

    /// <summary>Adds a row like another one, with other values and perhaps of another security, known after the cut.</summary>
    internal void Add(int template, string symbol, DateOnly date, DateTime knownAt, string? security = null)
    {
        if (knownAt <= Cut) return;
        var words = Scrambler.Texts(template);
        if (security is not null && words.ContainsKey(SecurityColumn)) words[SecurityColumn] = security;
        additions.Add(new(symbol, date, knownAt, Scrambler.Numbers(template), words));
    }

    internal WorldTable Build()
    {
        var changed = WorldTable.Create(Source.Name, Source.Nature, Source.Symbol, Source.Date, Source.KnownAt, numbers ?? Source.Numbers, texts ?? Source.Texts, Source.ExtraKey);
        var kept = Enumerable.Range(0, Source.Rows).Where(row => !removed[row]).ToArray();
        if (additions.Count == 0) return kept.Length == Source.Rows ? changed : changed.Take(kept);
        var added = WorldTable.Create(
            Source.Name, Source.Nature, [.. additions.Select(a => a.Symbol)], [.. additions.Select(a => a.Date)], [.. additions.Select(a => a.KnownAt)],
            Source.Numbers.Keys.ToDictionary(c => c, c => additions.Select(a => a.Numbers[c]).ToArray(), StringComparer.Ordinal),
            Source.Texts.Keys.ToDictionary(c => c, c => additions.Select(a => a.Texts[c]).ToArray(), StringComparer.Ordinal), Source.ExtraKey);
        return Merge(changed, kept, added);
    }

    private static WorldTable Merge(WorldTable first, int[] kept, WorldTable second)
    {
        var order = new int[kept.Length + second.Rows];
        for (int i = 0, a = 0, b = 0; i < order.Length; i++)
            order[i] = b == second.Rows || (a < kept.Length && first.Compare(kept[a], second, b) <= 0) ? kept[a++] : first.Rows + b++;
        T[] Of<T>(T[] one, T[] two) => Array.ConvertAll(order, row => row < one.Length ? one[row] : two[row - one.Length]);
        return WorldTable.Create(
            first.Name, first.Nature, Of(first.Symbol, second.Symbol), Of(first.Date, second.Date), Of(first.KnownAt, second.KnownAt),
            first.Numbers.ToDictionary(c => c.Key, c => Of(c.Value, second.Numbers[c.Key]), StringComparer.Ordinal),
            first.Texts.ToDictionary(c => c.Key, c => Of(c.Value, second.Texts[c.Key]), StringComparer.Ordinal), first.ExtraKey);
    }

    private sealed record Addition(string Symbol, DateOnly Date, DateTime KnownAt, Dictionary<string, double> Numbers, Dictionary<string, string?> Texts);
}
