using TradeML.Data.Derived;
using TradeML.Lake.Reading;

namespace TradeML.Data.Curation;

/// <summary>
/// Reads the raw bars that enter curation, a group of symbols at a time, and keeps them in the temporary table
/// <c>chosen</c>.
/// </summary>
internal sealed class RawBars
{
    private readonly DuckSession session;
    private readonly DateTime? asOf;

    public RawBars(DuckSession session, SymbolInputs inputs, IReadOnlyCollection<string> symbols, DateTime? asOf)
    {
        this.session = session;
        this.asOf = asOf;
        var excluded = symbols.SelectMany(s => inputs.Excluded[s].Select(e => (Symbol: s, e.Source, e.Day))).ToArray();
        session.CreateTable(
            "excluded_day", ("symbol", excluded.Select(e => e.Symbol).ToArray()),
            ("source_name", excluded.Select(e => e.Source).ToArray()),
            ("date", excluded.Select(e => e.Day).ToArray()));
        Want([]);
        session.Execute($"CREATE OR REPLACE TEMP TABLE chosen AS {Sql} LIMIT 0");
    }

    private static string Sql { get; } = CurationSql.Load("RawBars.sql");

    /// <summary>Reads the bars of some symbols, each by day.</summary>
    public IEnumerable<SymbolBars> Read(IReadOnlyCollection<string> symbols)
    {
        Want(symbols);
        session.Execute($"CREATE OR REPLACE TEMP TABLE batch AS {Sql}");
        session.Execute("INSERT INTO chosen SELECT * FROM batch");
        var rows = session.Query(
            "SELECT symbol, date, open, high, low, close, volume, vwap, source_name FROM batch ORDER BY symbol, date");
        var (names, days, sources) = (rows.Texts(0), rows.Dates(1), rows.Texts(8));
        var values = Enumerable.Range(2, 6).Select(rows.Doubles).ToArray();
        for (var start = 0; start < rows.RowCount;)
        {
            var end = start + 1;
            while (end < rows.RowCount && names[end] == names[start]) end++;
            var count = end - start;
            yield return new SymbolBars(
                names[start]!, days.AsMemory(start, count),
                [.. values.Select(v => (ReadOnlyMemory<double>)v.AsMemory(start, count))],
                sources.AsMemory(start, count));
            start = end;
        }
    }

    private void Want(IReadOnlyCollection<string> symbols)
    {
        session.CreateTable("wanted_symbol", ("symbol", symbols.ToArray()));
        session.Register(Curator.RawTable, asOf, Curator.DailyFiles with { Symbols = symbols });
    }

    /// <summary>Closes of some symbols on some days, for the worth of what a spin-off hands out.</summary>
    public Dictionary<(string Symbol, DateOnly Day), double> Closes(
        IReadOnlyCollection<string> symbols, IReadOnlyCollection<DateOnly> days)
    {
        if (symbols.Count == 0) return [];
        Want(symbols);
        session.CreateTable("wanted_day", ("date", days.Distinct().ToArray()));
        var rows = session.Query(
            $"SELECT symbol, date, close FROM ({Sql}) WHERE date IN (SELECT date FROM wanted_day)");
        var (names, dates, closes) = (rows.Texts(0), rows.Dates(1), rows.Doubles(2));
        return Enumerable.Range(0, rows.RowCount).ToDictionary(i => (names[i]!, dates[i]), i => closes[i]);
    }
}
