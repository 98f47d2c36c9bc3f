using TradeML.Proof.Outputs;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Subjects;

/// <summary>
/// A computation that is held to its claims: what it says was known at an instant may not depend on anything that
/// became known later. The same world gives the same bits.
/// </summary>
public interface IPointInTimeSubject
{
    /// <summary>Its name in the report.</summary>
    string Name { get; }

    /// <summary>Tables of the world it looks at; no other is corrupted for it.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>
    /// True when it answers for the cut (a table as of an instant); false when one computation holds all days, which is
    /// then done once.
    /// </summary>
    bool AnswersAsOf { get; }

    /// <summary>Computes its outputs.</summary>
    /// <param name="world">What it may look at.</param>
    /// <param name="cut">The instant (UTC) that a subject which answers as of an instant answers for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    IReadOnlyList<SubjectOutput> Compute(MarketWorld world, DateTime cut, CancellationToken cancellationToken);
}
