using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Market;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>Splits and dividends, in the deprecated v3 form and in the newest one.</summary>
internal sealed class MassiveActions(ServerContext context)
{
    /// <summary>An action under the ticker of today.</summary>
    private sealed record Listed(CorporateAction Action, string Ticker)
    {
        public string Ex => Day(Action.ExDate);
    }

    public void Splits(VendorRequest request, Reply reply, bool newest) => Answer(
        request, reply, newest, "execution_date", "execution_date.desc",
        action => action.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit,
        (writer, listed, market, today) =>
        {
            writer.WriteString("id", IdOf(listed.Action));
            writer.WriteString("execution_date", listed.Ex);
            writer.WriteNumber("split_from", listed.Action.OldRate);
            writer.WriteNumber("split_to", listed.Action.NewRate);
            writer.WriteString("ticker", listed.Ticker);
            if (!newest) return;
            writer.WriteString("adjustment_type",
                listed.Action.Kind == CorporateActionKind.ForwardSplit ? "forward_split" : "reverse_split");
            writer.WriteNumber("historical_adjustment_factor", Factor(market.Factors.Split, listed.Action, today));
        });

    public void Dividends(VendorRequest request, Reply reply, bool newest) => Answer(
        request, reply, newest, "ex_dividend_date", newest ? "ticker.asc" : "ex_dividend_date.desc",
        action => action.Kind == CorporateActionKind.CashDividend,
        (writer, listed, market, today) =>
        {
            var action = listed.Action;
            writer.WriteString("id", IdOf(action));
            writer.WriteString("ticker", listed.Ticker);
            writer.WriteNumber("cash_amount", action.Cash);
            writer.WriteString("currency", "USD");
            writer.WriteString("declaration_date", Day(action.ExDate.AddDays(-VendorTime.AnnouncedDays)));
            writer.WriteString("ex_dividend_date", listed.Ex);
            if (action.RecordDate is { } record) writer.WriteString("record_date", Day(record));
            if (action.PayableDate is { } payable) writer.WriteString("pay_date", Day(payable));
            writer.WriteNumber("frequency", action.Special ? 0 : 4);
            if (!newest)
            {
                writer.WriteString("dividend_type", action.Special ? "SC" : "CD");
                return;
            }

            writer.WriteString("distribution_type", action.Special ? "special" : "recurring");
            writer.WriteNumber("split_adjusted_cash_amount",
                Math.Round(
                    action.Cash * market.Factors.Split(action.SecurityIndex, action.ExDate.DayNumber, today.DayNumber),
                    6));
            writer.WriteNumber("historical_adjustment_factor", Factor(market.Factors.Dividend, action, today));
        });

    private void Answer(
        VendorRequest request, Reply reply, bool newest, string dateField, string usual,
        Func<CorporateAction, bool> wanted,
        Action<Utf8JsonWriter, Listed, MarketSnapshot, DateOnly> write)
    {
        if (MassiveQuery.Read(request, reply) is not { } query) return;
        if (query.Limit(newest ? 100 : 10, newest ? 5000 : 1000, reply) is not { } limit) return;
        var market = context.View.At(request.Now);
        var today = context.Calendar.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime));
        var found = market.CorporateActions
            .Where(action => wanted(action) && action.ExDate <= today.AddDays(VendorTime.AnnouncedDays))
            .Select(action => new Listed(action, market.Securities[action.SecurityIndex].SymbolOn(today)))
            .Where(listed => query.Passes("ticker", listed.Ticker) && query.Passes(dateField, listed.Ex));
        var columns = new Dictionary<string, Func<Listed, IComparable>>(StringComparer.Ordinal)
        {
            ["ticker"] = listed => listed.Ticker,
            [dateField] = listed => listed.Ex,
        };
        if (MassiveList.Sorted(found, query, usual, columns, request, reply) is not { } rows) return;
        MassiveList.Write(rows, limit, query, request, reply, (writer, listed) =>
        {
            writer.WriteStartObject();
            write(writer, listed, market, today);
            writer.WriteEndObject();
        });
    }

    /// <summary>The product of the factors of an action and all that follow, for prices of any day before it.</summary>
    private static double Factor(Func<int, int, int, double> factors, CorporateAction action, DateOnly today) =>
        Math.Round(
            factors(action.SecurityIndex, action.ExDate.DayNumber - 1,
                Math.Max(today.DayNumber, action.ExDate.DayNumber)),
            9);

    private static string IdOf(CorporateAction action) => $"E{action.Id:N}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
