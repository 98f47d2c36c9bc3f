using TradeML.Proof.Outputs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Tests.Corpus;

/// <summary>A mistake that looks ahead, and the same computation without it.</summary>
internal sealed record SeededLeak(string Name, IPointInTimeSubject Leaky, IPointInTimeSubject Clean)
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<SeededLeak> All { get; } =
    [
        .. PriceLeaks.All, .. SampleLeaks.All, .. PresenceLeaks.All, .. VintageLeaks.All, .. ReferenceLeaks.All,
        .. ClockLeaks.All, .. OneKindLeaks.All, .. FactLeaks.All,
    ];

    internal static SeededLeak Of(
        string name, string[] inputs, Action<MarketWorld, Cells> leaky, Action<MarketWorld, Cells> clean) =>
        new(name, new CellSubject(name, inputs, leaky), new CellSubject(name + " done right", inputs, clean));

    public override string ToString() => Name;

    private sealed class CellSubject(string name, string[] inputs, Action<MarketWorld, Cells> compute) :
        IPointInTimeSubject
    {
        public string Name => name;

        public IReadOnlyList<string> Inputs => inputs;

        public bool AnswersAsOf => false;

        public IReadOnlyList<SubjectOutput> Compute(
            MarketWorld world, DateTime cut, CancellationToken cancellationToken)
        {
            var cells = new Cells();
            compute(world, cells);
            return [cells.Output()];
        }
    }
}
