using System.Text.Json;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Fmp;

/// <summary>Delisted companies and market capitalisations, newest first.</summary>
internal sealed class FmpCompanies(ServerContext context)
{
    private const int MostDelisted = 100;
    private const int MostCaps = 5000;

    /// <summary>Days before its last session from which a takeover stands in the list.</summary>
    private const int AnnouncedDays = 3;

    public void Delisted(VendorRequest request, Reply reply)
    {
        var page = Math.Max(0, FmpQuery.Number(request, "page", 0));
        if (page >= 1 && !context.PlanOf(FmpServer.Name).Allows("premium"))
        {
            FmpQuery.Premium(reply,
                "page' : The values for 'page' must be between 0 and 0 under your current subscription.");
            return;
        }

        var limit = Math.Clamp(FmpQuery.Number(request, "limit", MostDelisted), 1, MostDelisted);
        var today = FmpQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        var mergers = market.CorporateActions.Where(a => a.Kind == CorporateActionKind.CashMerger)
            .Select(a => a.SecurityIndex).ToHashSet();
        var rows = market.Securities
            .Where(s =>
                s.Delisted is { } day && day < (mergers.Contains(s.Index) ? today.AddDays(AnnouncedDays) : today))
            .OrderByDescending(s => s.Delisted).ThenBy(s => s.Symbol, StringComparer.Ordinal).Skip(page * limit)
            .Take(limit).ToList();
        reply.Rows = rows.Count;
        using var writer = reply.Writer();
        writer.WriteStartArray();
        foreach (var security in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("symbol", FmpQuery.Symbol(security, today));
            writer.WriteString("companyName", security.Name);
            writer.WriteString("exchange", security.Exchange);
            writer.WriteString("ipoDate", FmpQuery.Text(security.Listed));
            writer.WriteString("delistedDate", FmpQuery.Text(security.Delisted!.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public void MarketCap(VendorRequest request, Reply reply)
    {
        if (request.Query("symbol") is not { Length: > 0 } symbol)
        {
            FmpQuery.Missing(reply, "symbol");
            return;
        }

        var today = FmpQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        var limit = Math.Clamp(FmpQuery.Number(request, "limit", MostCaps), 0, MostCaps);
        var to = FmpQuery.Day(request, "to", today);
        var from = FmpQuery.Day(request, "from", request.Query("to") is null ? today.AddMonths(-3) : DateOnly.MinValue);
        using var writer = reply.Writer();
        writer.WriteStartArray();
        if (FmpQuery.Find(market, symbol, today) is { } security)
        {
            var bars = Closed(market, security, request).Between(from, to);
            for (var i = bars.Count - 1; i >= Math.Max(0, bars.Count - limit); i--)
            {
                Write(writer, symbol, bars, i, security);
                reply.Rows++;
            }
        }

        writer.WriteEndArray();
    }

    public void MarketCaps(VendorRequest request, Reply reply)
    {
        if (request.Query("symbols") is not { Length: > 0 } symbols)
        {
            FmpQuery.Missing(reply, "symbols");
            return;
        }

        var today = FmpQuery.Today(request, context.Calendar);
        var market = context.View.At(request.Now);
        using var writer = reply.Writer();
        writer.WriteStartArray();
        foreach (var symbol in symbols.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (FmpQuery.Find(market, symbol, today) is not { } security
                || Closed(market, security, request) is not { Count: > 0 } bars) continue;
            Write(writer, symbol, bars, bars.Count - 1, security);
            reply.Rows++;
        }

        writer.WriteEndArray();
    }

    private BarSeries Closed(MarketSnapshot market, Security security, VendorRequest request) =>
        market.Bars(security.Index)
            .Between(DateOnly.MinValue, VendorTime.LastClosed(request.Now.UtcDateTime, context.Calendar));

    private void Write(Utf8JsonWriter writer, string symbol, BarSeries bars, int i, Security security)
    {
        writer.WriteStartObject();
        writer.WriteString("symbol", symbol);
        writer.WriteString("date", FmpQuery.Text(bars.Date(i)));
        writer.WriteNumber("marketCap",
            Math.Round(bars.Close(i) * context.Companies.Of(security.Index).Shares.On(bars.Date(i)), 2));
        writer.WriteEndObject();
    }
}
