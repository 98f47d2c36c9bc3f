using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.Massive;

/// <summary>The whole market on one day, in one answer.</summary>
internal sealed class MassiveGrouped(ServerContext context)
{
    public void Answer(string date, VendorRequest request, Reply reply)
    {
        if (MassiveWindow.Read(date, date, context, request, reply) is not { } window) return;
        var market = context.View.At(request.Now);
        var adjusted = request.Query("adjusted") != "false";
        var json = new JsonBytes(reply.Body);
        json.Raw(adjusted ? "{\"adjusted\":true"u8 : "{\"adjusted\":false"u8);
        if (window.First <= window.Visible)
        {
            var close = context.Calendar.Find(window.First)?.CloseUtc ?? default;
            foreach (var security in market.Securities)
            {
                var bars = market.Bars(security.Index).Between(window.First, window.First);
                if (bars.Count == 0) continue;
                var bar = DailyBar.Of(bars, 0);
                if (request.Has(FaultKind.RevisedBars)) bar = bar.Revised();
                var split = adjusted ? market.Factors.Split(security.Index, bar.Day, window.Visible.DayNumber) : 1;
                json.Raw(reply.Rows++ == 0 ? ",\"results\":[{\"T\":"u8 : ",{\"T\":"u8);
                json.Text(security.SymbolOn(window.First));
                json.Raw(","u8);
                MassiveBar.Write(json, bar.Adjusted(split, split), close, whole: bar.Day % 23 != 0,
                    exponent: bar.Day % 5 == 0);
                json.Raw("}"u8);
            }

            if (reply.Rows > 0) json.Raw("]"u8);
        }

        json.Raw(",\"queryCount\":"u8);
        json.Whole(reply.Rows);
        json.Raw(",\"resultsCount\":"u8);
        json.Whole(reply.Rows);
        json.Raw(",\"count\":"u8);
        json.Whole(reply.Rows);
        json.Raw(",\"status\":\"OK\",\"request_id\":"u8);
        json.Text(MassiveErrors.IdOf(request));
        json.Raw("}"u8);
    }
}
