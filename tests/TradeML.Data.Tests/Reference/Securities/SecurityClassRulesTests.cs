using NUnit.Framework;
using TradeML.Data.Reference.Securities;
using TradeML.Testing;

namespace TradeML.Data.Tests.Reference.Securities;

[TestFixture]
public sealed class SecurityClassRulesTests
{
    [TestCase("SPY", "ETF", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("VXX", "ETN", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("PDI", "FUND", nameof(SecurityClass.Fund))]
    [TestCase("BACpB", "PFD", nameof(SecurityClass.Preferred))]
    [TestCase("ABCW", "WARRANT", nameof(SecurityClass.Warrant))]
    [TestCase("ABCU", "UNIT", nameof(SecurityClass.Unit))]
    [TestCase("ABCR", "RIGHT", nameof(SecurityClass.Right))]
    [TestCase("BABA", "ADRC", nameof(SecurityClass.DepositaryReceipt))]
    [TestCase("TBB", "SP", nameof(SecurityClass.Debt))]
    [TestCase("AAPL", "CS", nameof(SecurityClass.Common))]
    [TestCase("AAPL", "us_equity", nameof(SecurityClass.Common))]
    [TestCase("AAPL", "Stock", nameof(SecurityClass.Common))]
    public void Of_VendorsClass_Decides(string symbol, string assetClass, string expected) =>
        Assert.That(SecurityClassRules.Of(symbol, null, assetClass), Is.EqualTo(Enum.Parse<SecurityClass>(expected)));

    [TestCase("BRK.B", nameof(SecurityClass.Common))]
    [TestCase("BF-A", nameof(SecurityClass.Common))]
    [TestCase("HEI.A", nameof(SecurityClass.Common))]
    [TestCase("BAC.PRB", nameof(SecurityClass.Preferred))]
    [TestCase("BAC-P-B", nameof(SecurityClass.Preferred))]
    [TestCase("BACpB", nameof(SecurityClass.Preferred))]
    [TestCase("ABC.WS", nameof(SecurityClass.Warrant))]
    [TestCase("ABC.WS.A", nameof(SecurityClass.Warrant))]
    [TestCase("ABC.U", nameof(SecurityClass.Unit))]
    [TestCase("ABC/U", nameof(SecurityClass.Unit))]
    [TestCase("ABC.RT", nameof(SecurityClass.Right))]
    [TestCase("ABCr", nameof(SecurityClass.Right))]
    [TestCase("ABCw", nameof(SecurityClass.WhenIssued))]
    [TestCase("ABC.WI", nameof(SecurityClass.WhenIssued))]
    [TestCase("TBLAW", nameof(SecurityClass.Warrant))]
    [TestCase("QRTEP", nameof(SecurityClass.Preferred))]
    [TestCase("GOOGL", nameof(SecurityClass.Common))]
    [TestCase("CMCSA", nameof(SecurityClass.Common))]
    [TestCase("LEHMQ", nameof(SecurityClass.Common))] // bankrupt, and common all the same
    [TestCase("SIVBQ", nameof(SecurityClass.Common))]
    public void Of_Ticker_Decides(string symbol, string expected) =>
        Assert.That(SecurityClassRules.Of(symbol), Is.EqualTo(Enum.Parse<SecurityClass>(expected)));

    [TestCase("SPDR S&P 500 ETF Trust", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("iShares Core U.S. Aggregate Bond", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("Direxion Daily Semiconductor Bull 3X Shares", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("Vanguard Total Stock Market Index Fund", nameof(SecurityClass.ExchangeTraded))]
    [TestCase("PIMCO Dynamic Income Fund Common Shares of Beneficial Interest", nameof(SecurityClass.Fund))]
    [TestCase("Wells Fargo & Co 7.50% Non-Cumulative Perpetual Convertible Class A Preferred Stock, Series L",
        nameof(SecurityClass.Preferred))]
    [TestCase(
        "Bank of America Corporation Depositary Shares, each representing a 1/1,000th interest in a share of 5% "
            + "Preferred Stock", nameof(SecurityClass.Preferred))]
    [TestCase("Preferred Bank Common Stock", nameof(SecurityClass.Common))]
    [TestCase("Preferred Bank", nameof(SecurityClass.Common))]
    [TestCase("Preferred Apartment Communities, Inc.", nameof(SecurityClass.Common))]
    [TestCase("Preferred Unit Trust", nameof(SecurityClass.Common))]
    [TestCase("Citigroup Capital XIII 7.875% Trust Preferred", nameof(SecurityClass.Preferred))]
    [TestCase("Sample Bancorp 6.25% Series B Preferred", nameof(SecurityClass.Preferred))]
    [TestCase("Sample Bancorp Pfd Ser B", nameof(SecurityClass.Preferred))]
    [TestCase("Preferred Bank 7% Preferred Stock", nameof(SecurityClass.Preferred))]
    [TestCase("Sample REIT 5.5 % Cum Pref", nameof(SecurityClass.Preferred))]
    [TestCase("Preferred Apartment Communities, Inc. Common Stock", nameof(SecurityClass.Common))]
    [TestCase("Taboola.com Ltd. Warrants to purchase Common Stock", nameof(SecurityClass.Warrant))]
    [TestCase("Warrior Met Coal, Inc. Common Stock", nameof(SecurityClass.Common))]
    [TestCase(
        "XYZ Acquisition Corp. Units, each consisting of one share of Class A Common Stock and one-half of one warrant",
        nameof(SecurityClass.Unit))]
    [TestCase("XYZ Acquisition Corp. Unit", nameof(SecurityClass.Unit))]
    [TestCase("Enterprise Products Partners L.P. Common Units", nameof(SecurityClass.Unit))]
    [TestCase("Unit Corporation Common Stock", nameof(SecurityClass.Common))]
    [TestCase("United Airlines Holdings, Inc. Common Stock", nameof(SecurityClass.Common))]
    [TestCase("Sample Holdings Contingent Value Rights", nameof(SecurityClass.Right))]
    [TestCase("Right Management Consultants", nameof(SecurityClass.Common))]
    [TestCase("AT&T Inc. 5.35% Global Notes due 2066", nameof(SecurityClass.Debt))]
    [TestCase("Alibaba Group Holding Limited American Depositary Shares, each representing eight Ordinary Shares",
        nameof(SecurityClass.DepositaryReceipt))]
    [TestCase("NASDAQ TEST STOCK", nameof(SecurityClass.Test))]
    [TestCase("Apple Inc. Common Stock", nameof(SecurityClass.Common))]
    [TestCase("Simon Property Group Inc", nameof(SecurityClass.Common))] // REITs stay
    [TestCase(null, nameof(SecurityClass.Common))]
    public void Of_Name_Decides(string? name, string expected) =>
        Assert.That(SecurityClassRules.Of("ABC", name), Is.EqualTo(Enum.Parse<SecurityClass>(expected)));

    [Test]
    public void Of_FifthLetter_CountsOnNasdaqOnlyAndNotAgainstTheName()
    {
        Assert.That(SecurityClassRules.Of("ABCDW", null, null, "NYSE"), Is.EqualTo(SecurityClass.Common));
        Assert.That(SecurityClassRules.Of("ABCDW", null, null, "NASDAQ"), Is.EqualTo(SecurityClass.Warrant));
        Assert.That(SecurityClassRules.Of("ABCDP", "Abcd Inc. Class P Common Stock", null, "NASDAQ"),
            Is.EqualTo(SecurityClass.Common));
    }

    [Test]
    public void Of_CompaniesOfTheIndex_AreAllCommon()
    {
        var path = Path.Combine(TestPaths.SharedData, "securities.csv");
        if (!File.Exists(path)) Assert.Ignore("The shared data are not here.");
        var wrong = File.ReadLines(path).Skip(1).Select(l => l.Split(','))
            .Select(c => (Symbol: c[0], Name: c[1].Trim('"')))
            .Where(c => SecurityClassRules.Of(c.Symbol, c.Name) != SecurityClass.Common).ToList();
        Assert.That(wrong, Is.Empty);
        var former = Path.Combine(TestPaths.SharedData, "index_membership.csv");
        var tickers = File.ReadLines(former).Skip(1).Select(l => l.Split(',')[1]).Distinct();
        Assert.That(tickers.Where(t => SecurityClassRules.Of(t) != SecurityClass.Common), Is.Empty);
    }
}
