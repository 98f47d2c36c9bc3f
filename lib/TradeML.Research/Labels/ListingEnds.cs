using TradeML.Research.Panels;

namespace TradeML.Research.Labels;

/// <summary>Finds where the listings of a panel's symbols end.</summary>
internal sealed class ListingEnds
{
    private readonly Panel panel;
    private readonly int afterSessions;
    private readonly Dictionary<string, List<(int Day, DelistingReason Reason)>> records = new(StringComparer.Ordinal);

    internal ListingEnds(Panel panel, int afterSessions, IReadOnlyList<Delisting> delistings)
    {
        this.panel = panel;
        this.afterSessions = afterSessions;
        foreach (var delisting in delistings)
        {
            var day = Array.BinarySearch(panel.Sessions, delisting.Day);
            if (day < 0) day = ~day;
            if (day >= panel.Sessions.Length) continue;
            if (!records.TryGetValue(delisting.Symbol, out var list)) records[delisting.Symbol] = list = [];
            list.Add((day, delisting.Reason));
        }

        foreach (var list in records.Values) list.Sort();
    }

    /// <summary>The ends of one symbol's listings, in order of rows.</summary>
    internal List<ListingEnd> Of(int symbol)
    {
        var ends = new List<ListingEnd>();
        int first = panel.RowStarts[symbol], last = panel.RowStarts[symbol + 1] - 1, sessions = panel.Sessions.Length;
        var known = records.GetValueOrDefault(panel.Symbols[symbol]) ?? [];
        var next = 0;
        for (var row = first; row <= last; row++)
        {
            int day = panel.Day[row], nextDay = row < last ? panel.Day[row + 1] : sessions;
            if (nextDay == day + 1) continue;
            while (next < known.Count && known[next].Day <= day) next++;
            var recorded = next < known.Count && known[next].Day < nextDay;
            var gapDay = day + afterSessions;
            if (!recorded && gapDay >= nextDay) continue;
            ends.Add(
                new(row, nextDay, gapDay, recorded ? known[next].Day : int.MaxValue,
                    recorded ? known[next].Reason : DelistingReason.Unknown));
        }

        return ends;
    }
}
