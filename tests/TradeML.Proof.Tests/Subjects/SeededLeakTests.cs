using NUnit.Framework;
using TradeML.Proof.Outputs;
using TradeML.Proof.Perturbations;
using TradeML.Proof.Runs;
using TradeML.Proof.Tests.Corpus;
using TradeML.Proof.Tests.Worlds;
using TradeML.Proof.Worlds;
using TradeML.Testing;

namespace TradeML.Proof.Tests.Subjects;

/// <summary>
/// The proof catches every seeded leak, passes its clean counterpart, and needs every kind of perturbation for it.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class SeededLeakTests
{
    private static readonly MarketWorld World = SyntheticWorld.Create(11);
    private static readonly IReadOnlyList<CutInstant> Cuts = CutSampler.Sample(World, 9, 4);

    private static IEnumerable<string> Names => SeededLeak.All.Select(l => l.Name);

    [Test]
    public void Corpus_HasManyLeaksOfDifferentNames() =>
        Assert.That(Names.Distinct().Count(), Is.EqualTo(SeededLeak.All.Count).And.AtLeast(20));

    /// <summary>
    /// The docs say how many leaks are caught: those of the corpus, of the joins, and of a table on each kind of lake.
    /// </summary>
    [Test]
    public void Docs_SayHowManyLeaksAreCaught()
    {
        var count = SeededLeak.All.Count + JoinSubjectTests.Joins.Length + Enum.GetValues<StoreKind>().Length;
        Assert.That(File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "docs", "pit-proof.md")),
            Does.Contain($"It catches {count} of {count} seeded leaks"));
    }

    [TestCaseSource(nameof(Names))]
    public void Leak_Seeded_IsCaught(string name)
    {
        var verdict = PointInTimeProof.Run(World, [Find(name).Leaky], Cuts, 1).Subjects[0];
        Assert.That(verdict.Holds, Is.False);
        Assert.That(verdict.RevealedBy, Is.Not.EqualTo(PerturbationKind.None), "a single kind reveals it");
        Assert.That(verdict.Leaks[0].Examples[0].Sessions, Is.GreaterThanOrEqualTo(0));
        TestContext.Out.WriteLine(
            $"{name} | {verdict.RevealedBy} | {verdict.Leaks[0].Values} values, "
                + $"{verdict.Leaks[0].NearestSessions}..{verdict.Leaks[0].FarthestSessions}");
    }

    [TestCaseSource(nameof(Names))]
    public void Leak_DoneRight_IsNotAccused(string name)
    {
        var verdict = PointInTimeProof.Run(World, [Find(name).Clean], Cuts, 1).Subjects[0];
        Assert.That(verdict.Leaks.SelectMany(l => l.Examples), Is.Empty);
        Assert.That(verdict.Compared - verdict.Unknown, Is.Positive, "something is known");
    }

    [Test]
    public void Kind_LeftOut_LetsALeakPass(
        [ValueSource(typeof(Perturbation), nameof(Perturbation.Single))] PerturbationKind kind)
    {
        var leak = Find(OneKindLeaks.Names[kind]).Leaky;
        Assert.That(PointInTimeProof.Run(World, [leak], Cuts, 1, kinds: PerturbationKind.All & ~kind).Holds, Is.True,
            "all other kinds together do not see it");
        Assert.That(PointInTimeProof.Run(World, [leak], Cuts, 1, kinds: kind).Holds, Is.False);
    }

    /// <summary>Changing values, the usual test, is not enough.</summary>
    [Test]
    public void ChangedValues_Alone_LetManyLeaksPass()
    {
        var passed = SeededLeak.All
            .Where(l => PointInTimeProof.Run(World, [l.Leaky], Cuts, 1, kinds: PerturbationKind.ChangedValues).Holds)
            .Select(l => l.Name).ToArray();
        TestContext.Out.WriteLine(string.Join('\n', passed));
        Assert.That(passed, Has.Length.GreaterThanOrEqualTo(10));
    }

    private static SeededLeak Find(string name) => SeededLeak.All.Single(l => l.Name == name);
}
