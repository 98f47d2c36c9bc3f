using System.Globalization;

namespace TradeML.Data.Reference.Securities;

/// <summary>
/// Names securities. Segments that a ticker change connects are one security; a security keeps the id an earlier build
/// gave it, a new one is named after its first ticker and day, and no id is given twice.
/// </summary>
internal static class SecurityIds
{
    public static string[] Assign(
        IReadOnlyList<TickerSegment> segments,
        IReadOnlyList<(string SecurityId, string Symbol, DateOnly Start, DateOnly? End)> earlier)
    {
        var root = Enumerable.Range(0, segments.Count).ToArray();
        var ended = Enumerable.Range(0, segments.Count).Where(i => segments[i].To is not null)
            .ToLookup(i => segments[i].To!);
        for (var i = 0; i < segments.Count; i++)
            if (segments[i].From is { } change)
                foreach (var before in ended[change]) Join(root, before, i);
        foreach (var group in Enumerable.Range(0, segments.Count)
            .Where(i => segments[i].Declared?.SecurityId is not null).GroupBy(i => segments[i].Declared!.SecurityId!))
            foreach (var other in group.Skip(1)) Join(root, group.First(), other);
        var known = earlier.ToLookup(e => e.Symbol, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var ids = new string[segments.Count];
        var chains = Enumerable.Range(0, segments.Count).GroupBy(i => Find(root, i))
            .Select(g => g.OrderBy(i => segments[i].Start).ThenBy(i => segments[i].Symbol, StringComparer.Ordinal)
                .ToList())
            .OrderBy(c => segments[c[0]].Start).ThenBy(c => segments[c[0]].Symbol, StringComparer.Ordinal).ToList();
        // Declared ids and kept ids come before new ones, so that a new one can't take a name in use.
        foreach (var (chain, id) in chains.Select(c => (c, Declared(segments, c) ?? Kept(segments, c, known, taken)))
            .Where(c => c.Item2 is not null).ToList())
        {
            if (!taken.Add(id!)) continue;
            foreach (var i in chain) ids[i] = id!;
        }

        foreach (var chain in chains.Where(c => ids[c[0]] is null))
        {
            var first = segments[chain[0]];
            var name = first.Start == DateOnly.MinValue
                ? first.Symbol
                : string.Create(CultureInfo.InvariantCulture, $"{first.Symbol}.{first.Start:yyyyMMdd}");
            var id = name;
            for (var n = 2; !taken.Add(id); n++) id = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
            foreach (var i in chain) ids[i] = id;
        }

        return ids;
    }

    private static string? Declared(IReadOnlyList<TickerSegment> segments, List<int> chain) =>
        chain.Select(i => segments[i].Declared?.SecurityId).FirstOrDefault(id => id is not null);

    private static string? Kept(
        IReadOnlyList<TickerSegment> segments, List<int> chain,
        ILookup<string, (string SecurityId, string Symbol, DateOnly Start, DateOnly? End)> known, HashSet<string> taken)
    {
        foreach (var i in chain)
        {
            var segment = segments[i];
            var found = known[segment.Symbol]
                .Where(e =>
                    (e.End is not { } end || end > segment.Start) && (segment.End is not { } own || own > e.Start)
                        && !taken.Contains(e.SecurityId))
                .OrderByDescending(e => Shared(segment, e.Start, e.End)).ThenBy(e => e.Start).Select(e => e.SecurityId)
                .FirstOrDefault();
            if (found is not null) return found;
        }

        return null;
    }

    private static int Shared(TickerSegment segment, DateOnly start, DateOnly? end) =>
        Math.Min((segment.End ?? DateOnly.MaxValue).DayNumber, (end ?? DateOnly.MaxValue).DayNumber)
            - Math.Max(segment.Start.DayNumber, start.DayNumber);

    private static int Find(int[] root, int i)
    {
        while (root[i] != i) i = root[i];
        return i;
    }

    private static void Join(int[] root, int a, int b) => root[Find(root, b)] = Find(root, a);
}
