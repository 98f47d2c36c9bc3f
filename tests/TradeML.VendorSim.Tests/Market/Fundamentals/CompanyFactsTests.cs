using NUnit.Framework;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Fundamentals;
using TradeML.VendorSim.Tests.Servers;

namespace TradeML.VendorSim.Tests.Market.Fundamentals;

[TestFixture]
public sealed class CompanyFactsTests
{
    private static readonly CompanyFacts Facts = new(TestMarket.Demo);

    [Test]
    public void Companies_OfOneMarket_AreAlwaysTheSame()
    {
        var again = new CompanyFacts(TestMarket.Demo);
        for (var i = 0; i < 10; i++)
        {
            Assert.That(again.Of(i).Filings, Is.EqualTo(Facts.Of(i).Filings));
            Assert.That(again.Of(i).Statements.Select(s => s.Lines),
                Is.EqualTo(Facts.Of(i).Statements.Select(s => s.Lines)));
        }
    }

    [Test]
    public void Ciks_OfAllCompanies_AreUniqueAndFound()
    {
        Assert.That(Facts.All.Select(c => c.Cik), Is.Unique);
        Assert.That(Facts.All,
            Has.All.Matches<Company>(c => Facts.Find(c.Cik) == c && Facts.CikOf(c.Security.Index) == c.Cik));
    }

    [Test]
    public void Statements_OriginalAndRestated_Balance()
    {
        foreach (var lines in Facts.All.SelectMany(c => c.Statements)
            .SelectMany(s => s.Restated is { } again ? new[] { s.Lines, again } : [s.Lines]))
        {
            Assert.That(lines.TotalAssets, Is.EqualTo(lines.TotalLiabilities + lines.Equity));
            Assert.That(lines.Cash, Is.EqualTo(lines.CashBefore + lines.ChangeInCash));
            Assert.That(lines.Cash, Is.GreaterThan(0));
        }
    }

    [Test]
    public void Filings_OfACompany_ComeAfterWhatTheyReport()
    {
        foreach (var company in Facts.All)
        {
            Assert.That(company.Filings.Select(f => f.AcceptedUtc), Is.Ordered);
            Assert.That(company.Filings,
                Has.All
                    .Matches<Filing>(f => f.ReportDate is not { } day || DateOnly.FromDateTime(f.AcceptedUtc) >= day));
            foreach (var (statement, report) in company.Statements.Zip(company.Earnings))
            {
                Assert.That(report.PeriodEnd, Is.EqualTo(statement.End));
                Assert.That(statement.Filing.AcceptedUtc, Is.GreaterThan(report.AnnouncedUtc));
                Assert.That(report.Day.DayNumber - statement.End.DayNumber, Is.LessThan(50));
                Assert.That(statement.Filing.FilingDate.DayNumber - statement.End.DayNumber, Is.LessThan(80));
            }
        }
    }

    [Test]
    public void Shares_OverASplit_FollowItsRatio()
    {
        foreach (var split in
            TestMarket.Demo.CorporateActions
                .Where(a => a.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit))
        {
            var shares = Facts.Of(split.SecurityIndex).Shares;
            Assert.That(shares.On(split.ExDate) / shares.On(split.ExDate.AddDays(-1)),
                Is.EqualTo(split.Ratio).Within(1.5).Percent);
        }
    }

    [Test]
    public void Delisted_Companies_FileNothingAfterTheirEnd()
    {
        foreach (var company in Facts.All.Where(c => c.Security.Delisted is not null))
        {
            var end = company.Security.Delisted!.Value;
            Assert.That(company.Filings.Where(f => f.FilingDate > end.AddDays(5)).Select(f => f.Form),
                Is.SubsetOf(new[] { "25-NSE", "15-12G" }));
            Assert.That(company.Filings.Count(f => f.Form == "25-NSE"), Is.EqualTo(1));
        }
    }
}
