using NUnit.Framework;
using TradeML.Data.Quality.Audits;

namespace TradeML.Data.Tests.Quality;

public sealed class ListingIntervalTests
{
    private static readonly DateOnly Start = new(2020, 1, 1), End = new(2021, 1, 1), First = new(2020, 3, 2),
        Last = new(2020, 9, 1);

    [Test]
    public void From_NoBars_ProvesNothing() =>
        Assert.That(ListingInterval.From("A", null, null, [(Start, End)], false, Start, End),
            Is.EqualTo(new ListingInterval("A", null, null, "no bars")));

    [Test]
    public void From_NothingBeforeAndAfterConfirmedAndInactive_HasBothEnds() => Assert.That(
        ListingInterval.From("A", First, Last, [(Start, End)], false, Start, End),
        Is.EqualTo(
            new ListingInterval("A", First, Last,
                "first bar, nothing before confirmed; inactive, nothing after confirmed")));

    [TestCase(true)]
    [TestCase(null)]
    public void From_NotKnownToBeInactive_HasNoEnd(bool? active) =>
        Assert.That(ListingInterval.From("A", First, Last, [(Start, End)], active, Start, End),
            Has.Property("First").EqualTo(First).And.Property("Last").Null);

    [Test]
    public void From_HolesInTheAnswers_ProveNothing()
    {
        List<(DateOnly, DateOnly)> holes = [(Start, First.AddDays(-1)), (First, Last.AddDays(7))];
        Assert.That(ListingInterval.From("A", First, Last, holes, false, Start, End).Basis,
            Is.EqualTo("start not proven; not ended"));
        List<(DateOnly, DateOnly)> enough = [(Start, Last.AddDays(8))];
        Assert.That(ListingInterval.From("A", First, Last, enough, false, Start, End).Last, Is.EqualTo(Last),
            "a week without a bar is the proof");
    }

    [Test]
    public void From_BarsFromTheFirstToTheLastDay_HasNoEnds() =>
        Assert.That(ListingInterval.From("A", Start, End.AddDays(-1), [(Start, End)], false, Start, End).Basis,
            Is.EqualTo("start not proven; not ended"));

    [Test]
    public void OfFile_BarsWithinTheWindow_IsWhatTheFileCovers()
    {
        Assert.That(ListingInterval.OfFile("A", First, Last, Start, End),
            Is.EqualTo(new ListingInterval("A", First, Last, "what the file covers")));
        Assert.That(ListingInterval.OfFile("A", Start, End.AddDays(-1), Start, End),
            Is.EqualTo(new ListingInterval("A", null, null, "what the file covers")));
        Assert.That(ListingInterval.OfFile("A", null, null, Start, End).Basis, Is.EqualTo("no bars"));
    }
}
