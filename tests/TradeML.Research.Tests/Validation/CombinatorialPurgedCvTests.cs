using TradeML.Core.Errors;
using TradeML.Research.Validation;

namespace TradeML.Research.Tests.Validation;

public sealed class CombinatorialPurgedCvTests
{
    [Test]
    public void Constructor_Defaults_AreTheSpecified()
    {
        var cv = new CombinatorialPurgedCv();
        Assert.That((cv.Groups, cv.TestGroups, cv.Embargo), Is.EqualTo((8, 2, 10)));
        Assert.That(new CombinatorialPurgedCv(30, 29, 0),
            Has.Property("Groups").EqualTo(30).And.Property("TestGroups").EqualTo(29).And.Property("Embargo")
                .EqualTo(0));
        Assert.That(new CombinatorialPurgedCv(2, 1, 0).Groups, Is.EqualTo(2));
    }

    [TestCase(1, 1, 0, "2 to 30 groups, not 1")]
    [TestCase(31, 1, 0, "2 to 30 groups, not 31")]
    [TestCase(4, 0, 0, "1 to 3 test groups, not 0")]
    [TestCase(4, 4, 0, "1 to 3 test groups, not 4")]
    [TestCase(4, 2, -1, "at least 0 sessions, not -1")]
    public void Constructor_OutOfRange_SaysTheRange(int groups, int test, int embargo, string words) => Assert.That(
        () => new CombinatorialPurgedCv(groups, test, embargo),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(words).And.Property("Kind")
            .EqualTo(ErrorKind.BadInput));

    [Test]
    public void Plan_LengthsDifferOrTooFewSessions_IsRefused()
    {
        var cv = new CombinatorialPurgedCv(4, 1, 0);
        Assert.That(() => cv.Plan(4, [0, 1], [0]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("indices (2) and label ends (1)"));
        Assert.That(() => cv.Plan(3, [0], [0]),
            Throws.TypeOf<TradeMLException>().With.Message.Contains("3 sessions cannot be cut into 4 groups"));
        Assert.That(cv.Plan(4, [0], [0]).GroupCount, Is.EqualTo(4), "a session a group is enough");
    }

    [TestCase(-1, 0)]
    [TestCase(8, 8)]
    [TestCase(0, -2)]
    [TestCase(0, 8)]
    [TestCase(3, 2)]
    public void Plan_RowOutsideTheSessions_IsNamed(int day, int end) => Assert.That(
        () => new CombinatorialPurgedCv(4, 1, 0).Plan(8, [0, day], [0, end]),
        Throws.TypeOf<TradeMLException>().With.Message.Contains(
            $"Row 1 has session {day} and label end {end}: both lie in 0 … 7"));
}
