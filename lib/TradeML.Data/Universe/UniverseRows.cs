using TradeML.Core.Time;
using TradeML.Core.Universe;
using TradeML.Lake.Reading;

namespace TradeML.Data.Universe;

/// <summary>Collects fresh rows of the universe and puts them before SQL, texts by number.</summary>
internal sealed class UniverseRows
{
    private const int SymbolsPerBatch = 1000;
    private readonly DuckSession session;
    private readonly ExchangeCalendar calendar;
    private readonly TextNumbers symbols = new(), securities = new(), sectors = new();
    private bool created;

    public UniverseRows(DuckSession session, ExchangeCalendar calendar) =>
        (this.session, this.calendar) = (session, calendar);

    /// <summary>Builds the rows of symbols from the session's curated table and adds them, a batch at a time.</summary>
    public IEnumerable<UniverseSymbol> AddAll(
        IEnumerable<string> symbols, UniverseListings listings, UniverseOptions options, int end)
    {
        foreach (var batch in symbols.Chunk(SymbolsPerBatch))
        {
            var built = UniverseBars.Read(session, batch, calendar)
                .Select(b => UniverseSymbol.Of(b.Symbol, b.Bars, listings, options, calendar, end)).ToList();
            Add(built);
            foreach (var symbol in built) yield return symbol;
        }
    }

    private void Add(IReadOnlyList<UniverseSymbol> batch)
    {
        int[] Numbers(TextNumbers texts, Func<UniverseSymbol, IEnumerable<string?>> of) =>
            [.. batch.SelectMany(of).Select(texts.Of)];
        (string, Array)[] columns =
        [
            ("date", batch.SelectMany(s => s.Days).ToArray()), ("adv_usd", batch.SelectMany(s => s.Adv).ToArray()),
            ("flags", batch.SelectMany(s => s.Flags).ToArray()),
            ("symbol_no", Numbers(symbols, s => Enumerable.Repeat(s.Symbol, s.Days.Count))),
            ("security_no", Numbers(securities, s => s.SecurityIds)),
            ("sector_no", Numbers(sectors, s => s.Sectors)),
        ];
        if (created) session.AppendTo("universe_fresh", columns);
        else session.CreateTable("universe_fresh", columns);
        created = true;
    }

    /// <summary>Makes the tables that the rows' numbers stand for.</summary>
    public void Register()
    {
        if (!created) Add([]);
        symbols.Register(session, "universe_symbol", "symbol");
        securities.Register(session, "universe_security", "security_id");
        sectors.Register(session, "universe_sector", "sector");
        var days = calendar.Days.ToArray();
        session.CreateTable("universe_session", ("date", days),
            ("known_at", Enumerable.Range(0, days.Length).Select(i => calendar[i].CloseUtc).ToArray()));
        var flags = Enumerable.Range(0, 64).Select(f => (UniverseFlags)f).ToArray();
        bool[] Has(UniverseFlags flag) => Array.ConvertAll(flags, f => f.HasFlag(flag));
        session.CreateTable(
            "universe_flags", ("flags", Array.ConvertAll(flags, f => (int)f)),
            ("eligible", Array.ConvertAll(flags, UniverseRule.IsEligible)),
            ("is_common", Has(UniverseFlags.Common)), ("listed", Has(UniverseFlags.Traded)),
            ("price_ok", Has(UniverseFlags.PriceOk)),
            ("liquidity_ok", Has(UniverseFlags.LiquidityOk)), ("reason", Array.ConvertAll(flags, UniverseRule.Reason)));
    }

    private sealed class TextNumbers
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        private readonly List<string?> texts = [null];

        public int Of(string? text)
        {
            if (text is null) return 0;
            if (numbers.TryGetValue(text, out var number)) return number;
            texts.Add(text);
            return numbers[text] = texts.Count - 1;
        }

        public void Register(DuckSession session, string table, string column) =>
            session.CreateTable(table, (column, texts.ToArray()), ("no", Enumerable.Range(0, texts.Count).ToArray()));
    }
}
