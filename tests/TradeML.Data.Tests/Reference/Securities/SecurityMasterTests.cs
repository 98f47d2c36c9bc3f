using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using TradeML.Data.Reference;
using TradeML.Data.Reference.Securities;

namespace TradeML.Data.Tests.Reference.Securities;

public sealed class SecurityMasterTests
{
    private static readonly DateTime Known = new(2024, 3, 4, 21, 0, 0, DateTimeKind.Utc);

    [Test]
    public void Build_OneListing_OneOpenInterval()
    {
        var rows = Rows(
            new()
            {
                Assets = [Asset("alpaca", "AAA", ipo: "2004-03-01")],
                Bars = [Run("AAA", "2004-03-01", "2024-03-01")]
            }, out var conflicts);
        Assert.That(rows, Is.EqualTo(new[] { "AAA.20040301 AAA 2004-03-01..  Ipo " }));
        Assert.That(conflicts, Is.Empty);
    }

    [Test]
    public void Build_TickerUsedAgain_IsAnotherSecurity()
    {
        var rows = Rows(
            new()
            {
                Assets = [Asset("fmp", "AAA", ipo: "2015-05-04")], Ends = [End("AAA", "2010-06-01", "MERGER")],
                Bars = [Run("AAA", "2000-01-03", "2010-05-28"), Run("AAA", "2015-05-04", "2024-03-01")],
            }, out _);
        Assert.That(rows,
            Is.EqualTo(
                new[] { "AAA.20000103 AAA 2000-01-03..2010-06-01  FirstBar MERGER",
                    "AAA.20150504 AAA 2015-05-04..  Ipo " }));
    }

    [Test]
    public void Build_TickerUsedAgainAndNobodyTellsOfTheDelisting_TheGapBeforeTheIpoEndsTheFirst()
    {
        var rows = Rows(
            new()
            {
                Assets = [Asset("fmp", "AAA", ipo: "2015-05-04")],
                Bars = [Run("AAA", "2000-01-03", "2010-05-28"), Run("AAA", "2015-05-04", "2024-03-01")]
            }, out _);
        Assert.That(rows,
            Is.EqualTo(
                new[] { "AAA.20000103 AAA 2000-01-03..2010-05-29  FirstBar UNKNOWN",
                    "AAA.20150504 AAA 2015-05-04..  Ipo " }));
    }

    [Test]
    public void Build_AHaltIsNoEnd()
    {
        var rows = Rows(
            new() { Bars = [Run("AAA", "2000-01-03", "2010-05-28"), Run("AAA", "2010-09-01", "2024-03-01")] }, out _);
        Assert.That(rows, Is.EqualTo(new[] { "AAA.20000103 AAA 2000-01-03..  FirstBar " }));
    }

    [Test]
    public void Build_TickerChange_KeepsTheIdAcrossBothTickers()
    {
        var rows = Rows(
            new()
            {
                Assets = [Asset("alpaca", "NEW")], Changes = [Change("OLD", "NEW", "2022-06-09")],
                Bars = [Run("OLD", "2012-05-18", "2022-06-08"), Run("NEW", "2022-06-09", "2024-03-01")],
            }, out _);
        Assert.That(rows, Is.EqualTo(new[]
        {
            "OLD.20120518 NEW 2022-06-09..  TickerChange ",
            "OLD.20120518 OLD 2012-05-18..2022-06-09  FirstBar TICKER_CHANGE",
        }));
    }

    [Test]
    public void Build_AStockTakesOverADeadTicker_ItNeverInheritsItsId()
    {
        var rows = Rows(
            new()
            {
                Changes = [Change("OLD", "AAA", "2020-02-03")], Ends = [End("AAA", "2019-01-02", "UNKNOWN")],
                Bars = [Run("AAA", "2001-01-02", "2018-12-31"), Run("OLD", "2012-05-18", "2020-01-31"),
                    Run("AAA", "2020-02-03", "2024-03-01")],
            }, out var conflicts);
        Assert.That(rows, Is.EqualTo(new[]
        {
            "AAA.20010102 AAA 2001-01-02..2019-01-02  FirstBar UNKNOWN", "OLD.20120518 AAA 2020-02-03..  TickerChange ",
            "OLD.20120518 OLD 2012-05-18..2020-02-03  FirstBar TICKER_CHANGE",
        }));
        Assert.That(conflicts, Is.Empty);
    }

    [Test]
    public void Build_TwoClaimOneTicker_IsRedAndNamesBoth()
    {
        var rows = Rows(
            new()
            {
                Assets = [Asset("alpaca", "AAA", ipo: "2001-01-02", name: "Alpha")],
                Changes = [Change("OLD", "AAA", "2020-02-03")],
                Bars = [Run("AAA", "2001-01-02", "2024-03-01"), Run("OLD", "2012-05-18", "2020-01-31")],
            }, out var conflicts);
        var red = conflicts.Single(c => c.Severity == ConflictSeverity.Red);
        Assert.Multiple(() =>
        {
            Assert.That(red.Explanation,
                Does.Contain("Alpha since 2001-01-02").And.Contain("OLD took it on 2020-02-03"));
            Assert.That((red.Symbol, red.Day), Is.EqualTo(("AAA", (DateOnly?)new DateOnly(2020, 2, 3))));
            Assert.That(rows, Has.Member("AAA.20010102 AAA 2001-01-02..2020-02-03 Alpha Ipo OVERLAP"),
                "in the table they do not overlap");
        });
    }

    [Test]
    public void Build_OneListShowsATickerTwice_IsRed()
    {
        Rows(new() { Assets = [Asset("alpaca", "AAA", id: "a1"), Asset("alpaca", "AAA", id: "a2")] },
            out var conflicts);
        Assert.That(conflicts.Single().Explanation, Does.Contain("asset a1").And.Contain("asset a2"));
        Assert.That(conflicts.Single().Severity, Is.EqualTo(ConflictSeverity.Red));
    }

    [Test]
    public void Build_DelistingThatBarsOutlive_IsNotBelieved()
    {
        var rows = Rows(
            new() { Ends = [End("AAA", "2010-06-01", "UNKNOWN")], Bars = [Run("AAA", "2000-01-03", "2024-03-01")] },
            out var conflicts);
        Assert.That(rows, Is.EqualTo(new[] { "AAA.20000103 AAA 2000-01-03..  FirstBar " }));
        Assert.That(conflicts.Single().Severity, Is.EqualTo(ConflictSeverity.Amber));
    }

    [Test]
    public void Build_BarsThatTrailOffAfterTheEnd_AreNoNewSecurity()
    {
        var rows = Rows(
            new() { Ends = [End("AAA", "2010-06-01", "UNKNOWN")], Bars = [Run("AAA", "2000-01-03", "2010-06-08")] },
            out _);
        Assert.That(rows, Is.EqualTo(new[] { "AAA.20000103 AAA 2000-01-03..2010-06-01  FirstBar UNKNOWN" }));
    }

    [Test]
    public void Build_OwnFile_SettlesIt()
    {
        var evidence = new SecurityEvidence
        {
            Assets = [Asset("alpaca", "AAA", ipo: "2001-01-02")], Changes = [Change("OLD", "AAA", "2020-02-03")],
            Declared =
            [
                new("AAA", "alpha", new(2001, 1, 2), new(2019, 12, 1), "Alpha", null, null, null, Known),
                new("AAA", "omega", new(2020, 2, 3), null, "Omega", null, null, null, Known),
                new("OLD", "omega", new(2012, 5, 18), new(2020, 2, 3), "Omega", null, null, null, Known),
            ],
        };
        Assert.That(Rows(evidence, out var conflicts), Is.EqualTo(new[]
        {
            "alpha AAA 2001-01-02..2019-12-01 Alpha Declared DECLARED", "omega AAA 2020-02-03.. Omega Declared ",
            "omega OLD 2012-05-18..2020-02-03 Omega Declared DECLARED",
        }));
        Assert.That(conflicts, Is.Empty);
    }

    [Test]
    public void Build_IdOfAnEarlierBuild_StaysWhenTheFirstDayIsCorrected()
    {
        var evidence = new SecurityEvidence
        {
            Assets = [Asset("alpaca", "AAA", ipo: "1999-05-03")],
            Bars = [Run("AAA", "2004-03-01", "2024-03-01")],
            Earlier = [("AAA.20040301", "AAA", new(2004, 3, 1), null)]
        };
        Assert.That(Rows(evidence, out _).Single(), Does.StartWith("AAA.20040301 AAA 1999-05-03"));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public Property Build_AnyEvidence_NeverOverlapsAndNamesEachChainOnce() => Prop.ForAll(AnyEvidence(), evidence =>
    {
        var (rows, _) = SecurityMaster.Build(evidence);
        var apart = rows.GroupBy(r => r.Symbol)
            .All(g => g.Zip(g.Skip(1)).All(p => p.First.End is { } end && end <= p.Second.Start));
        var forward = rows.All(r => r.End is not { } end || end > r.Start);
        var same = SecurityMaster.Build(evidence).Intervals.Select(r => r.ToString())
            .SequenceEqual(rows.Select(r => r.ToString()));
        // Built again with its own ids at hand, nothing is renamed.
        var kept = SecurityMaster.Build(
            evidence with { Earlier = [.. rows.Select(r => (r.SecurityId, r.Symbol, r.Start, r.End))] }).Intervals
            .Select(r => r.SecurityId).SequenceEqual(rows.Select(r => r.SecurityId));
        var text = string.Join("\n",
            evidence.Assets.Select(a => a.ToString()).Concat(evidence.Ends.Select(e => e.ToString()))
                .Concat(evidence.Changes.Select(c => c.ToString())).Concat(evidence.Bars.Select(b => b.ToString()))
            .Concat(rows.Select(r => $"-> {r.SecurityId} {r.Symbol} {r.Start:O}..{r.End:O} {r.EndReason}")));
        return apart.Label("apart\n" + text).And(forward.Label("forward\n" + text)).And(same.Label("same"))
            .And(kept.Label("kept\n" + text));
    });

    private static Arbitrary<SecurityEvidence> AnyEvidence()
    {
        var symbol = Gen.Elements("AAA", "BBB", "CCC");
        var day = Gen.Choose(0, 60).Select(i => new DateOnly(2010, 1, 4).AddDays(i * 61));
        var asset = from s in symbol
                    from d in day
                    from known in Gen.Elements(true, false)
                    from active in Gen.Elements(true, false)
                    from id in Gen.Choose(1, 2)
                    select new AssetClaim("alpaca", 0, "v" + id, s, s, null, null, active, known ? d : null, Known);
        var end = from s in symbol from d in day select new EndClaim(s, d, "UNKNOWN", "fmp", 1, Known);
        var change = from o in symbol
                     from n in symbol
                     from d in day
                     where o != n
                     select new TickerChange(o, n, d,
            "alpaca", 0, Known);
        var run = from s in symbol from d in day from length in Gen.Choose(1, 40) select (s, d, length);
        return (from assets in asset.ListOf(3)
                from ends in end.ListOf(2)
                from changes in change.ListOf(2)
                from runs in run.ListOf(4)
                select new SecurityEvidence
                {
                    Assets = [.. assets], Ends = [.. ends.DistinctBy(e => (e.Symbol, e.Day))],
                    Changes = [.. changes.DistinctBy(c => (c.Old, c.Day)).DistinctBy(c => (c.New, c.Day))],
                    Bars = Apart(runs),
                }).ToArbitrary();
    }

    // Runs as the reader gives them: of one ticker, in order and more than a gap apart.
    private static List<BarRun> Apart(IEnumerable<(string Symbol, DateOnly Day, int Length)> runs)
    {
        var result = new List<BarRun>();
        foreach (var (symbol, day, length) in runs.OrderBy(r => r.Item1, StringComparer.Ordinal).ThenBy(r => r.Item2))
            if (result.Count == 0 || result[^1].Symbol != symbol
                || day > result[^1].Last.AddDays(SecurityMaster.GapDays))
                result.Add(new(symbol, day, day.AddDays(length * 30), Known));
        return result;
    }

    private static List<string> Rows(SecurityEvidence evidence, out IReadOnlyList<ReferenceConflict> conflicts)
    {
        (var rows, conflicts) = SecurityMaster.Build(evidence);
        return [
            .. rows
                .Select(r =>
                    $"{r.SecurityId} {r.Symbol} {r.Start:yyyy-MM-dd}..{r.End:yyyy-MM-dd} {r.Name} "
                        + $"{r.Basis} {r.EndReason}")];
    }

    private static AssetClaim Asset(
        string source, string symbol, string? ipo = null, string? name = null, string id = "1") =>
        new(source, 0, id, symbol, name, null, null, true, ipo is null ? null : DateOnly.Parse(ipo), Known);

    private static EndClaim End(string symbol, string day, string reason) =>
        new(symbol, DateOnly.Parse(day), reason, "fmp", 1, Known);

    private static TickerChange Change(string old, string now, string day) =>
        new(old, now, DateOnly.Parse(day), "alpaca", 0, Known);

    private static BarRun Run(string symbol, string first, string last) =>
        new(symbol, DateOnly.Parse(first), DateOnly.Parse(last), Known);
}
