using NUnit.Framework;
using TradeML.Data.Reference.Securities;
using TradeML.Testing;

namespace TradeML.Data.Tests.Reference.Securities;

[TestFixture]
public sealed class SecurityClassRulesTests
{
    [TestCase("SPY", "ETF", SecurityClass.ExchangeTraded)]
    [TestCase("VXX", "ETN", SecurityClass.ExchangeTraded)]
    [TestCase("PDI", "FUND", SecurityClass.Fund)]
    [TestCase("BACpB", "PFD", SecurityClass.Preferred)]
    [TestCase("ABCW", "WARRANT", SecurityClass.Warrant)]
    [TestCase("ABCU", "UNIT", SecurityClass.Unit)]
    [TestCase("ABCR", "RIGHT", SecurityClass.Right)]
    [TestCase("BABA", "ADRC", SecurityClass.DepositaryReceipt)]
    [TestCase("TBB", "SP", SecurityClass.Debt)]
    [TestCase("AAPL", "CS", SecurityClass.Common)]
    [TestCase("AAPL", "us_equity", SecurityClass.Common)]
    [TestCase("AAPL", "Stock", SecurityClass.Common)]
    public void Of_VendorsClass_Decides(string symbol, string assetClass, SecurityClass expected) =>
        Assert.That(SecurityClassRules.Of(symbol, null, assetClass), Is.EqualTo(expected));

    [TestCase("BRK.B", SecurityClass.Common)]
    [TestCase("BF-A", SecurityClass.Common)]
    [TestCase("HEI.A", SecurityClass.Common)]
    [TestCase("BAC.PRB", SecurityClass.Preferred)]
    [TestCase("BAC-P-B", SecurityClass.Preferred)]
    [TestCase("BACpB", SecurityClass.Preferred)]
    [TestCase("ABC.WS", SecurityClass.Warrant)]
    [TestCase("ABC.WS.A", SecurityClass.Warrant)]
    [TestCase("ABC.U", SecurityClass.Unit)]
    [TestCase("ABC/U", SecurityClass.Unit)]
    [TestCase("ABC.RT", SecurityClass.Right)]
    [TestCase("ABCr", SecurityClass.Right)]
    [TestCase("ABCw", SecurityClass.WhenIssued)]
    [TestCase("ABC.WI", SecurityClass.WhenIssued)]
    [TestCase("TBLAW", SecurityClass.Warrant)]
    [TestCase("QRTEP", SecurityClass.Preferred)]
    [TestCase("GOOGL", SecurityClass.Common)]
    [TestCase("CMCSA", SecurityClass.Common)]
    [TestCase("LEHMQ", SecurityClass.Common)] // bankrupt, and common all the same
    [TestCase("SIVBQ", SecurityClass.Common)]
    public void Of_Ticker_Decides(string symbol, SecurityClass expected) => Assert.That(SecurityClassRules.Of(symbol), Is.EqualTo(expected));

    [TestCase("SPDR S&P 500 ETF Trust", SecurityClass.ExchangeTraded)]
    [TestCase("iShares Core U.S. Aggregate Bond", SecurityClass.ExchangeTraded)]
    [TestCase("Direxion Daily Semiconductor Bull 3X Shares", SecurityClass.ExchangeTraded)]
    [TestCase("Vanguard Total Stock Market Index Fund", SecurityClass.ExchangeTraded)]
    [TestCase("PIMCO Dynamic Income Fund Common Shares of Beneficial Interest", SecurityClass.Fund)]
    [TestCase("Wells Fargo & Co 7.50% Non-Cumulative Perpetual Convertible Class A Preferred Stock, Series L", SecurityClass.Preferred)]
    [TestCase("Bank of America Corporation Depositary Shares, each representing a 1/1,000th interest in a share of 5% Preferred Stock", SecurityClass.Preferred)]
    [TestCase("Preferred Bank Common Stock", SecurityClass.Common)]
    [TestCase("Preferred Apartment Communities, Inc. Common Stock", SecurityClass.Common)]
    [TestCase("Taboola.com Ltd. Warrants to purchase Common Stock", SecurityClass.Warrant)]
    [TestCase("Warrior Met Coal, Inc. Common Stock", SecurityClass.Common)]
    [TestCase("XYZ Acquisition Corp. Units, each consisting of one share of Class A Common Stock and one-half of one warrant", SecurityClass.Unit)]
    [TestCase("XYZ Acquisition Corp. Unit", SecurityClass.Unit)]
    [TestCase("Enterprise Products Partners L.P. Common Units", SecurityClass.Unit)]
    [TestCase("Unit Corporation Common Stock", SecurityClass.Common)]
    [TestCase("United Airlines Holdings, Inc. Common Stock", SecurityClass.Common)]
    [TestCase("Sample Holdings Contingent Value Rights", SecurityClass.Right)]
    [TestCase("Right Management Consultants", SecurityClass.Common)]
    [TestCase("AT&T Inc. 5.35% Global Notes due 2066", SecurityClass.Debt)]
    [TestCase("Alibaba Group Holding Limited American Depositary Shares, each representing eight Ordinary Shares", SecurityClass.DepositaryReceipt)]
    [TestCase("NASDAQ TEST STOCK", SecurityClass.Test)]
    [TestCase("Apple Inc. Common Stock", SecurityClass.Common)]
    [TestCase("Simon Property Group Inc", SecurityClass.Common)] // REITs stay
    [TestCase(null, SecurityClass.Common)]
    public void Of_Name_Decides(string? name, SecurityClass expected) => Assert.That(SecurityClassRules.Of("ABC", name), Is.EqualTo(expected));

    [Test]
    public void Of_FifthLetter_CountsOnNasdaqOnlyAndNotAgainstTheName()
    {
        Assert.That(SecurityClassRules.Of("ABCDW", null, null, "NYSE"), Is.EqualTo(SecurityClass.Common));
        Assert.That(SecurityClassRules.Of("ABCDW", null, null, "NASDAQ"), Is.EqualTo(SecurityClass.Warrant));
        Assert.That(SecurityClassRules.Of("ABCDP", "Abcd Inc. Class P Common Stock", null, "NASDAQ"), Is.EqualTo(SecurityClass.Common));
    }

    [Test]
    public void Of_CompaniesOfTheIndex_AreAllCommon()
    {
        var path = Path.Combine(TestPaths.SharedData, "securities.csv");
        if (!File.Exists(path)) Assert.Ignore("The shared data are not here.");
        var wrong = File.ReadLines(path).Skip(1).Select(l => l.Split(',')).Select(c => (Symbol: c[0], Name: c[1].Trim('"')))
            .Where(c => SecurityClassRules.Of(c.Symbol, c.Name) != SecurityClass.Common).ToList();
        Assert.That(wrong, Is.Empty);
        var former = Path.Combine(TestPaths.SharedData, "index_membership.csv");
        var tickers = File.ReadLines(former).Skip(1).Select(l => l.Split(',')[1]).Distinct();
        Assert.That(tickers.Where(t => SecurityClassRules.Of(t) != SecurityClass.Common), Is.Empty);
    }
}
