using System.Globalization;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Fundamentals;

namespace TradeML.VendorSim.Servers.AlphaVantage;

/// <summary>What a company is and how its figures stand today; "None" or "-" for what is not known.</summary>
internal sealed class AlphaVantageOverview(ServerContext context)
{
    public void Answer(VendorRequest request, Reply reply)
    {
        var today = AlphaVantageQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        using var writer = reply.Writer();
        writer.WriteStartObject();
        if (AlphaVantageQuery.Find(request, market, today) is { } security)
        {
            reply.Rows = 1;
            var bars = market.Bars(security.Index)
                .Between(DateOnly.MinValue, VendorTime.LastClosed(request.Now.UtcDateTime, context.Calendar));
            foreach (var (name, value) in Fields(request, context.Companies.Of(security.Index), security, bars, today))
                writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private IEnumerable<(string Name, string Value)> Fields(
        VendorRequest request, Company company, Security security, BarSeries bars, DateOnly today)
    {
        var now = request.Now.UtcDateTime;
        var known = company.Statements.Where(s => s.IsKnown(now)).TakeLast(4).ToList();
        var year = known.Count == 4 ? StatementLines.Sum([.. known.Select(s => s.At(now).Lines)]) : null;
        var shares = company.Shares.On(today);
        var price = bars.Count == 0 ? double.NaN : bars.Close(bars.Count - 1);
        var dividends = context.View.At(request.Now).CorporateActions
            .Where(a =>
                a.SecurityIndex == security.Index && a.Kind == CorporateActionKind.CashDividend && a.ExDate <= today)
                .OrderBy(a => a.ExDate).ToList();
        var perShare = dividends.Where(a => a.ExDate > today.AddYears(-1)).Sum(a => a.Cash);
        yield return ("Symbol", request.Query("symbol")!);
        yield return ("AssetType", "Common Stock");
        yield return ("Name", security.Name);
        yield return ("Description", "None");
        yield return ("CIK", company.Cik.ToString(CultureInfo.InvariantCulture));
        yield return ("Exchange", security.Exchange);
        yield return ("Currency", "USD");
        yield return ("Country", "USA");
        yield return ("Sector", company.Habits.Sector.ToUpperInvariant());
        yield return ("Industry", company.Habits.Industry.ToUpperInvariant());
        yield return ("FiscalYearEnd",
            CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(company.FiscalYearEndMonth));
        yield return ("LatestQuarter", known.Count == 0 ? "None" : AlphaVantageQuery.Text(known[^1].End));
        yield return ("MarketCapitalization", Rounded(price * shares, 0));
        yield return ("EBITDA",
            year is null ? "None" : Rounded(year.PretaxIncome + year.InterestExpense + year.Depreciation, 0));
        yield return ("PERatio", year is { NetIncome: > 0 } ? Rounded(price / (year.NetIncome / shares), 2) : "None");
        yield return ("PEGRatio", "None");
        yield return ("BookValue", known.Count == 0 ? "None" : Rounded(known[^1].At(now).Lines.Equity / shares, 2));
        yield return ("DividendPerShare", perShare == 0 ? "None" : Rounded(perShare, 4));
        yield return ("DividendYield", perShare == 0 ? "None" : Rounded(perShare / price, 4));
        yield return ("EPS", year is null ? "None" : Rounded(year.EpsDiluted, 2));
        yield return ("RevenuePerShareTTM", year is null ? "-" : Rounded(year.Revenue / shares, 2));
        yield return ("ProfitMargin", year is null ? "-" : Rounded(year.NetIncome / year.Revenue, 4));
        yield return ("Beta", "-");
        yield return ("52WeekHigh", Extreme(bars, today, bars.High, Math.Max));
        yield return ("52WeekLow", Extreme(bars, today, bars.Low, Math.Min));
        yield return ("50DayMovingAverage", Mean(bars, 50));
        yield return ("200DayMovingAverage", Mean(bars, 200));
        yield return ("SharesOutstanding", Rounded(shares, 0));
        yield return ("DividendDate",
            dividends.Count == 0 ? "None" : AlphaVantageQuery.Text(dividends[^1].PayableDate));
        yield return ("ExDividendDate", dividends.Count == 0 ? "None" : AlphaVantageQuery.Text(dividends[^1].ExDate));
    }

    private static string Extreme(
        BarSeries bars, DateOnly today, Func<int, double> value, Func<double, double, double> choose)
    {
        var first = bars.LowerBound(today.AddYears(-1).DayNumber);
        return first >= bars.Count
            ? "None"
            : Rounded(Enumerable.Range(first, bars.Count - first).Select(value).Aggregate(choose), 2);
    }

    private static string Mean(BarSeries bars, int sessions) =>
        bars.Count < sessions
            ? "None"
            : Rounded(Enumerable.Range(bars.Count - sessions, sessions).Average(bars.Close), 2);

    private static string Rounded(double value, int digits) => AlphaVantageQuery.Text(Math.Round(value, digits));
}
