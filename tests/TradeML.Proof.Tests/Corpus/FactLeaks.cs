using TradeML.Core.Universe;
using TradeML.Proof.Outputs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;
using TradeML.Research.Panels;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>
/// Mistakes in what the panel, the universe table and the intraday features are made from: the code is TradeML's own,
/// the knowledge of its inputs is wrong.
/// </summary>
internal static class FactLeaks
{
    private static readonly PanelFactSubject Sectors = new("sectors", PanelColumn.Sector, PanelColumn.Industry);
    private static readonly PanelFactSubject Shares = new("shares", PanelColumn.SharesOutstanding);
    private static readonly PanelFactSubject Earnings = new("earnings", PanelColumn.SessionsToEarnings,
        PanelColumn.SessionsSinceEarnings);
    private static readonly UniverseTableSubject Universe = new(
        new UniverseOptions { MinPriceUsd = 20, MinAdvUsd = 1e6, AdvWindow = 20 });
    private static readonly IntradaySubject Intraday = new();

    internal static IEnumerable<SeededLeak> All =>
    [
        Hasty("sector as corrected later", Sectors, WorldTables.Sectors, (_, _) => DateTime.MinValue),
        Hasty("shares counted from the end of their period", Shares, WorldTables.Fundamentals,
            (table, row) => Cells.Close(table.Date[row])),
        Hasty("market value used on its day, before a vendor stated it", Shares, WorldTables.MarketValues,
            (table, row) => Cells.Close(table.Date[row])),
        Hasty("planned earnings date before it was announced", Earnings, WorldTables.Earnings,
            (_, _) => DateTime.MinValue),
        new("universe listed by today's securities", new FinalUniverse(WorldTables.Securities), Universe),
        new("universe with today's sectors", new FinalUniverse(WorldTables.Sectors), Universe),
        new("universe from bars that arrived later", new FinalUniverse(WorldTables.Bars), Universe),
        new("day's intraday features during the session",
            new EarlyClaims(Intraday, "days", (_, day) => Cells.Open(day)), Intraday),
        new("intraday features at the start of their minute",
            new EarlyClaims(Intraday, "minutes", (known, _) => known.AddMinutes(-60)), Intraday),
    ];

    private static SeededLeak Hasty(
        string name, IPointInTimeSubject subject, string table, Func<WorldTable, int, DateTime> known) =>
        new(name, new HastySubject(subject, table, known), subject);

    /// <summary>A subject whose input claims to have been known earlier than it was.</summary>
    private sealed class HastySubject(IPointInTimeSubject inner, string table, Func<WorldTable, int, DateTime> known) :
        IPointInTimeSubject
    {
        public string Name => inner.Name;

        public IReadOnlyList<string> Inputs => inner.Inputs;

        public bool AnswersAsOf => inner.AnswersAsOf;

        public IReadOnlyList<SubjectOutput> Compute(
            MarketWorld world, DateTime cut, CancellationToken cancellationToken) =>
            inner.Compute(new(world.Tables.Select(t => t.Name == table ? Early(t) : t)), cut, cancellationToken);

        private WorldTable Early(WorldTable t) => WorldTable.Create(
            t.Name, t.Nature, t.Symbol, t.Date, [.. Enumerable.Range(0, t.Rows).Select(row => known(t, row))],
            t.Numbers, t.Texts, t.ExtraKey);
    }

    /// <summary>The universe table, one of whose inputs is not cut.</summary>
    private sealed class FinalUniverse(string table) : IPointInTimeSubject
    {
        public string Name => "universe of final " + table;

        public IReadOnlyList<string> Inputs => Universe.Inputs;

        public bool AnswersAsOf => true;

        public IReadOnlyList<SubjectOutput> Compute(
            MarketWorld world, DateTime cut, CancellationToken cancellationToken)
        {
            WorldTable Of(string name) => world[name].KnownBy(name == table ? DateTime.MaxValue : cut);
            return Universe.Of(Of(WorldTables.Bars), Of(WorldTables.Securities), Of(WorldTables.Sectors), cut);
        }
    }

    /// <summary>A subject that claims one of its outputs too early.</summary>
    private sealed class EarlyClaims(
        IPointInTimeSubject inner, string output, Func<DateTime, DateOnly, DateTime> known) : IPointInTimeSubject
    {
        public string Name => inner.Name;

        public IReadOnlyList<string> Inputs => inner.Inputs;

        public bool AnswersAsOf => inner.AnswersAsOf;

        public IReadOnlyList<SubjectOutput> Compute(
            MarketWorld world, DateTime cut, CancellationToken cancellationToken) =>
        [
            .. inner.Compute(world, cut, cancellationToken).Select(o =>
                o.Name == output
                    ? new SubjectOutput(o.Name, o.Key, o.Date, [.. o.KnownAt.Zip(o.Date, known)], o.Columns)
                    : o),
        ];
    }
}
