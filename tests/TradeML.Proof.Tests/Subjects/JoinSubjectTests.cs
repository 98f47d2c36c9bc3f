using NUnit.Framework;
using TradeML.Proof.Outputs;
using TradeML.Proof.Runs;
using TradeML.Proof.Subjects;
using TradeML.Proof.Tests.Worlds;
using TradeML.Proof.Worlds;
using TradeML.Testing;

namespace TradeML.Proof.Tests.Subjects;

/// <summary>Macro series, statements and index members, joined by the join that users have.</summary>
public sealed class JoinSubjectTests
{
    internal static readonly (string Name, string Contract, string Table, string Value)[] Joins =
    [
        ("macro series joined at the day of the next release", "raw/macros_fred", WorldTables.Macro, "value"),
        ("statements joined when they will have been filed", "raw/company_facts", WorldTables.Fundamentals, "eps"),
        ("index members as of next month", "reference/index_membership", WorldTables.Membership, "end_day"),
    ];

    private static IEnumerable<int> Numbers => Enumerable.Range(0, Joins.Length);

    [TestCaseSource(nameof(Numbers))]
    public void Join_AtTheClose_KeepsItsBits(int number)
    {
        var verdict = Judge(number, TimeSpan.Zero);
        Assert.That(verdict.Leaks.SelectMany(l => l.Examples), Is.Empty);
        Assert.That(verdict.Compared - verdict.Unknown, Is.GreaterThan(1000), "something is known by the cut");
    }

    [TestCaseSource(nameof(Numbers))]
    public void Join_OfAMonthLater_IsCaught(int number) =>
        Assert.That(Judge(number, TimeSpan.FromDays(31)).Holds, Is.False, Joins[number].Name);

    private static SubjectVerdict Judge(int number, TimeSpan after)
    {
        var (name, contract, table, value) = Joins[number];
        using var lake = new TemporaryLake(StoreKind.Sqlite);
        using var session = lake.Lake.OpenSession();
        var world = SyntheticWorld.Create(7);
        var subject = new JoinSubject(name, session, lake.Lake.Contracts[contract], table, value) { After = after };
        return PointInTimeProof.Run(world, [subject], CutSampler.Sample(world, 6, 3), 5).Subjects[0];
    }
}
