using TradeML.Core.Time;
using TradeML.Lake.Control;
using TradeML.Lake.Partitions;

namespace TradeML.Ops.Gate;

/// <summary>
/// The state of every partition expected of one table: symbols of the universe × sessions of their listing. What the
/// ledger does not name is RED.
/// </summary>
internal sealed class CoverageGrid
{
    private readonly IReadOnlyList<ListedSymbol> symbols;
    private readonly byte[][] states;

    private CoverageGrid(IReadOnlyList<ListedSymbol> symbols)
    {
        this.symbols = symbols;
        states = [.. symbols.Select(s => new byte[s.Expected])];
    }

    internal static CoverageGrid Read(
        ControlReader reader, string table, IReadOnlyList<ListedSymbol> symbols, ExchangeCalendar calendar)
    {
        var grid = new CoverageGrid(symbols);
        if (symbols.Count == 0) return grid;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < symbols.Count; i++) index[symbols[i].Symbol] = i;
        var firstDay = UnixDay.From(calendar[0].Date);
        var sessionOfDay = new int[UnixDay.From(calendar[calendar.SessionCount - 1].Date) - firstDay + 1];
        Array.Fill(sessionOfDay, -1);
        for (var i = 0; i < calendar.SessionCount; i++) sessionOfDay[UnixDay.From(calendar[i].Date) - firstDay] = i;

        var from = UnixDay.From(calendar[Math.Min(symbols.Min(s => s.First), calendar.SessionCount - 1)].Date);
        var to = UnixDay.From(calendar[Math.Max(symbols.Max(s => s.End) - 1, 0)].Date) + 1;
        var statement = reader.Prepare(
            "SELECT day, status FROM partition_verdict WHERE series_id = @series AND day >= @from AND day < @to",
            "@series", "@from", "@to");
        foreach (var (id, symbol) in Series(reader, table))
        {
            if (!index.TryGetValue(symbol, out var at)) continue;
            using var rows = statement.Read(id, from, to);
            var (first, states) = (symbols[at].First, grid.states[at]);
            while (rows.Read())
            {
                var day = rows.GetInt32(0) - firstDay;
                var session = (uint)day < (uint)sessionOfDay.Length ? sessionOfDay[day] : -1;
                // Several sources of a day count by the best of them.
                if (session >= 0 && (uint)(session - first) < (uint)states.Length)
                    states[session - first] = Math.Max(states[session - first], (byte)rows.GetInt32(1));
            }
        }

        return grid;
    }

    private static List<(long Id, string Symbol)> Series(ControlReader reader, string table)
    {
        using var rows = reader.Read(
            "SELECT id, symbol FROM partition_series WHERE table_name = @table AND symbol IS NOT NULL ORDER BY id",
            new { table });
        var series = new List<(long, string)>();
        while (rows.Read()) series.Add((rows.GetInt64(0), rows.GetString(1)));
        return series;
    }

    internal DependencyVerdict Judge(string table, double threshold, string remedy, ExchangeCalendar calendar)
    {
        var years = new SortedDictionary<int, (long Expected, long Green, long Amber)>();
        var missing = new List<MissingPart>();
        for (var i = 0; i < symbols.Count; i++)
        {
            var (gaps, firstGap) = (0, -1);
            for (var place = 0; place < states[i].Length; place++)
            {
                var year = calendar[symbols[i].First + place].Date.Year;
                var (green, amber) = ((PartitionState)states[i][place] == PartitionState.Green,
                    (PartitionState)states[i][place] == PartitionState.Amber);
                var sum = years.GetValueOrDefault(year);
                years[year] = (sum.Expected + 1, sum.Green + (green ? 1 : 0), sum.Amber + (amber ? 1 : 0));
                if (green) continue;
                gaps++;
                if (firstGap < 0) firstGap = place;
            }

            if (gaps > 0)
                missing.Add(new(symbols[i].Symbol, gaps, states[i].Length, calendar[symbols[i].First + firstGap].Date));
        }

        var counts = years.Select(y => new YearCoverage(y.Key, y.Value.Expected, y.Value.Green, y.Value.Amber))
            .ToList();
        var worst = missing.OrderByDescending(m => m.NotGreen).ThenBy(m => m.Symbol, StringComparer.Ordinal).Take(5)
            .ToList();
        return new(
            table, counts.Sum(y => y.Expected), counts.Sum(y => y.Green), counts.Sum(y => y.Amber),
            counts.Sum(y => y.Red), threshold, worst, counts, remedy);
    }
}
