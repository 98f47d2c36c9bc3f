using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Data.Imports;
using TradeML.Data.Tests.Quality;
using TradeML.Lake.Writing;
using TradeML.Testing;

namespace TradeML.Data.Tests.Imports;

public sealed class IndexMembershipImportTests
{
    private const string Header = "index_name,symbol,start_date,end_date\n";
    private static readonly DateOnly Start = new(2024, 1, 2), End = new(2024, 3, 1);

    [Test]
    public async Task Import_SecondIndex_KeepsTheFirstAndReplacesWhatItNames()
    {
        using var lake = new TemporaryLake();
        Assert.That(
            await ImportAsync(lake, "SP500,AAA,2020-01-02,\nSP500,BBB,2020-01-02,2021-01-04\n"),
            Is.EqualTo(new MembersSummary(2, [], 0, 0)).Using<MembersSummary>(Same));
        Assert.That(await ImportAsync(lake, "NDX,AAA,2020-01-02,\n"),
            Is.EqualTo(new MembersSummary(1, [], 0, 2)).Using<MembersSummary>(Same));
        var first = Rows(lake);
        Assert.That(first.Select(r => r.Stay), Is.EqualTo(new[] { "NDX AAA", "SP500 AAA", "SP500 BBB" }));
        lake.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await ImportAsync(lake, "SP500,AAA,2020-01-02,\nSP500,CCC,2021-01-04,\n"),
            Is.EqualTo(new MembersSummary(2, [], 1, 1)).Using<MembersSummary>(Same));
        var last = Rows(lake);
        Assert.That(last.Select(r => r.Stay), Is.EqualTo(new[] { "NDX AAA", "SP500 AAA", "SP500 CCC" }));
        Assert.That(last[1].Known, Is.EqualTo(first[1].Known), "known before");
        Assert.That(last[2].Known, Is.GreaterThan(first[1].Known), "new");
    }

    [TestCase("SP500,AAA,2020-01-02,\nSP500,AAA,2021-01-04,2022-01-03\n", "line 2", "line 3, column start_date")]
    [TestCase("SP500,AAA,2020-01-02,2021-01-05\nNDX,AAA,2020-01-02,\nSP500,AAA,2021-01-04,\n", "line 2",
        "line 4, column start_date")]
    [TestCase("SP500,AAA,2020-01-02,\nSP500,AAA,2020-01-02,\n", "line 2", "line 3, column start_date")]
    [TestCase("", "no line", "membership.csv")]
    public async Task Import_FileThatContradictsItselfOrIsEmpty_LeavesTheTableAsItWas(
        string lines, string words, string place)
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, "SP500,BBB,2020-01-02,\n");
        var error = Assert.ThrowsAsync<TradeMLException>(() => ImportAsync(lake, lines))!;
        Assert.That(error.Message, Does.Contain(words));
        Assert.That(error.Place, Does.EndWith(place));
        Assert.That(Rows(lake).Select(r => r.Stay), Is.EqualTo(new[] { "SP500 BBB" }));
    }

    [Test]
    public async Task Import_TableThatHoldsAStayTwice_IsReplaced()
    {
        using var lake = new TemporaryLake();
        await ImportAsync(lake, "SP500,AAA,2020-01-02,\n");
        var held = lake.Lake.Reader.ReadBatch("reference/index_membership");
        var twice = new ColumnBatch(held.Contract, held.Contract.Columns.ToDictionary(c => c.Name, c =>
        {
            var values = Array.CreateInstance(held[c.Name]!.GetType().GetElementType()!, 2);
            for (var i = 0; i < 2; i++) values.SetValue(held[c.Name]!.GetValue(0), i);
            return values;
        }), 2);
        await lake.Lake.Writer.WriteAsync(
            new LakeFileSpec { Table = held.Contract, Stem = "part", Supersedes = true }, twice);
        Assert.That(await ImportAsync(lake, "SP500,AAA,2020-01-02,\n"),
            Is.EqualTo(new MembersSummary(1, [], 0, 0)).Using<MembersSummary>(Same));
        Assert.That(Rows(lake).Select(r => r.Stay), Is.EqualTo(new[] { "SP500 AAA" }));
    }

    [TestCase("symbol,start\n", "membership.csv, line 1, column index_name")]
    [TestCase("index_name,symbol,start_date,end_date\nSP500,AAA,2020-01-01,2019-01-01\n",
        "membership.csv, line 2, column end_date")]
    [TestCase("index_name,symbol,start_date,end_date\nSP500,AAA,yesterday,\n",
        "membership.csv, line 2, column start_date")]
    [TestCase("index_name,symbol,start_date,end_date\n", "membership.csv")]
    public void Import_MalformedFile_NamesTheLine(string text, string place)
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var path = Path.Combine(staged.Lake.Root, "membership.csv");
        File.WriteAllText(path, text);
        var error = Assert
            .ThrowsAsync<TradeMLException>(() =>
                IndexMembershipImport.RunAsync(staged.Lake, path, staged.Temporary.Time));
        Assert.That(error!.Place, Does.EndWith(place));
    }

    [Test]
    public async Task Import_QuotedHeaderInAnotherOrderAndBlanks_IsRead()
    {
        using var staged = new StagedLake(Start, End, null, "AAA");
        var path = Path.Combine(staged.Lake.Root, "membership.csv");
        await File.WriteAllTextAsync(path,
            "\"Symbol\",\"index_name\",\"start_date\",\"end_date\",\"note\"\n\"AAA "
                + "\",\"SP500\",\"2020-01-02\",\"\",\"\"\n");
        var members = await IndexMembershipImport.RunAsync(staged.Lake, path, staged.Temporary.Time);
        Assert.That(members.Stays, Is.EqualTo(1));
        var batch = staged.Lake.Reader.ReadBatch("reference/index_membership");
        Assert.That((batch.Get<string?[]>("symbol")[0], batch.Get<DateOnly[]>("start_date")[0]),
            Is.EqualTo(("AAA", new DateOnly(2020, 1, 2))));
    }

    private static bool Same(MembersSummary a, MembersSummary b) =>
        (a.Stays, a.Dropped, a.Kept) == (b.Stays, b.Dropped, b.Kept);

    private static (string Stay, DateTime Known)[] Rows(TemporaryLake lake)
    {
        var batch = lake.Lake.Reader.ReadBatch("reference/index_membership", orderBy: "index_id, symbol");
        return [.. batch.Get<string?[]>("index_id").Zip(batch.Get<string?[]>("symbol"), (i, s) => $"{i} {s}")
            .Zip(batch.Get<DateTime[]>("known_at"))];
    }

    private static Task<MembersSummary> ImportAsync(TemporaryLake lake, string lines)
    {
        var path = Path.Combine(lake.Root, "membership.csv");
        File.WriteAllText(path, Header + lines);
        return IndexMembershipImport.RunAsync(lake.Lake, path, lake.Time);
    }
}
