using TradeML.Core.Errors;
using TradeML.Proof.Outputs;
using TradeML.Proof.Perturbations;
using TradeML.Proof.Subjects;
using TradeML.Proof.Worlds;

namespace TradeML.Proof.Runs;

/// <summary>
/// Holds subjects to their claims: the world is cut at instants, all that became known later is corrupted in a copy,
/// each subject computes again, and what it claims to have known at the cut must have kept its bits. A subject that
/// leaks is computed with each kind of perturbation alone too, to say which of them reveal it. One subject and one
/// corrupted copy are in memory at a time.
/// </summary>
public static class PointInTimeProof
{
    /// <summary>Runs the proof.</summary>
    /// <param name="world">The world.</param>
    /// <param name="subjects">What is to be proved.</param>
    /// <param name="cuts">Where to cut.</param>
    /// <param name="seed">Same seed, same report.</param>
    /// <param name="examples">Leaks to keep of each column.</param>
    /// <param name="kinds">What may happen after a cut. Default everything.</param>
    /// <param name="progress">Told how far it is; null = nobody.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TradeMLException">Data missing: a subject lacks a table. Whatever a subject throws.</exception>
    public static ProofReport Run(
        MarketWorld world, IReadOnlyList<IPointInTimeSubject> subjects, IReadOnlyList<CutInstant> cuts, int seed,
        int examples = 3, PerturbationKind kinds = PerturbationKind.All,
        IProgress<ProofProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(cuts);
        var verdicts = new List<SubjectVerdict>();
        foreach (var subject in subjects)
        {
            var done = verdicts.Count * cuts.Count;
            var before = verdicts.Sum(v => v.Leaks.Sum(l => l.Values));
            verdicts.Add(Judge(
                world, subject, cuts, seed, examples, kinds,
                (cut, i, leaked) =>
                    progress?.Report(new(done + i, subjects.Count * cuts.Count, subject.Name, cut, before + leaked)),
                    cancellationToken));
        }

        return new(seed, cuts,
            world.Tables.OrderBy(t => t.Name, StringComparer.Ordinal)
                .ToDictionary(t => t.Name, t => t.Rows, StringComparer.Ordinal), verdicts);
    }

    private static SubjectVerdict Judge(
        MarketWorld world, IPointInTimeSubject subject, IReadOnlyList<CutInstant> cuts, int seed, int examples,
        PerturbationKind kinds, Action<CutInstant?, int, long> report,
        CancellationToken ct)
    {
        var collector = new LeakCollector(examples);
        var revealed = PerturbationKind.None;
        IReadOnlyList<SubjectOutput>? baseline = null;
        for (var i = 0; i < cuts.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            if (baseline is null || subject.AnswersAsOf)
            {
                report(null, i, collector.Leaked);
                baseline = subject.Compute(world, cuts[i].At, ct);
            }

            report(cuts[i], i, collector.Leaked);
            var leaked = collector.Leaked;
            Compare(world, subject, baseline, cuts[i], kinds, seed, collector, ct);
            foreach (var kind in Perturbation.Single)
                if (collector.Leaked > leaked && kinds.HasFlag(kind) && !revealed.HasFlag(kind)
                    && Leaks(world, subject, baseline, cuts[i], kind, seed, ct)) revealed |= kind;
        }

        report(null, cuts.Count, collector.Leaked);
        return new(subject.Name, collector.Compared, collector.Unknown, collector.Columns(), revealed);
    }

    private static bool Leaks(
        MarketWorld world, IPointInTimeSubject subject, IReadOnlyList<SubjectOutput> before, CutInstant cut,
        PerturbationKind kind, int seed, CancellationToken ct)
    {
        var collector = new LeakCollector(1);
        Compare(world, subject, before, cut, kind, seed, collector, ct);
        return collector.Leaked > 0;
    }

    private static void Compare(
        MarketWorld world, IPointInTimeSubject subject, IReadOnlyList<SubjectOutput> before, CutInstant cut,
        PerturbationKind kinds, int seed,
        LeakCollector collector, CancellationToken ct)
    {
        var other = Perturbation.After(world, cut.At, kinds, seed,
            subject.Inputs as IReadOnlyCollection<string> ?? [.. subject.Inputs]);
        new OutputComparison(cut, world.Sessions, collector).Compare(before, subject.Compute(other, cut.At, ct));
    }
}
