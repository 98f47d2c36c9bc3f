using NUnit.Framework;
using TradeML.Vendors.Connectors.Options;

namespace TradeML.Vendors.Tests.Connectors.Options;

public sealed class OccSymbolTests
{
    [TestCase("AAPL240119C00187500")]
    [TestCase("O:AAPL240119C00187500")]
    [TestCase(" AAPL  240119C00187500 ")]
    public void Parse_AnySpelling_IsTheSameContract(string text)
    {
        var symbol = OccSymbol.Parse(text);
        Assert.That(symbol, Is.EqualTo(new OccSymbol("AAPL", new DateOnly(2024, 1, 19), 'C', 187.5)));
        Assert.That(symbol!.ToString(), Is.EqualTo("AAPL240119C00187500"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("240119C00187500")] // no root
    [TestCase("O:240119C00187500")]
    [TestCase("AAPL240119X00187500")] // neither call nor put
    [TestCase("AAPL241319C00187500")] // no such month
    [TestCase("AAPL240119C0018750A")]
    [TestCase("AAPL240119C-0187500")]
    public void Parse_NoContract_IsNothing(string? text) => Assert.That(OccSymbol.Parse(text), Is.Null);

    [Test]
    public void ToString_PutOfAFraction_RoundsToThousandths() =>
        Assert.That(new OccSymbol("X", new DateOnly(2030, 12, 20), 'P', 0.0004 + 1.5).ToString(),
            Is.EqualTo("X301220P00001500"));
}
