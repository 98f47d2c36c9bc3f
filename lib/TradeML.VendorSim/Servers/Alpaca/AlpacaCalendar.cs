using System.Globalization;
using TradeML.Core.Time;
using TradeML.VendorSim.Market.Clock;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>The exchange's sessions as New York wall-clock times.</summary>
internal static class AlpacaCalendar
{
    public static void Answer(ExchangeCalendar calendar, VendorRequest request, Reply reply)
    {
        var (first, last) = (calendar.FirstDay, calendar.LastDay);
        if (request.Query("start") is { Length: > 0 } startText && !VendorTime.TryDay(startText, out first))
        {
            reply.Error(422, $"invalid start: {startText}", 42210000);
            return;
        }

        if (request.Query("end") is { Length: > 0 } endText && !VendorTime.TryDay(endText, out last))
        {
            reply.Error(422, $"invalid end: {endText}", 42210000);
            return;
        }

        if (first < calendar.FirstDay) first = calendar.FirstDay;
        if (last > calendar.LastDay) last = calendar.LastDay;
        using var writer = reply.Writer();
        writer.WriteStartArray();
        for (var i = first > last ? calendar.SessionCount : calendar.IndexAtOrAfter(first);
            i < calendar.SessionCount && calendar[i].Date <= last; i++)
        {
            var session = calendar[i];
            var midnight = calendar.MidnightUtc(session.Date);
            writer.WriteStartObject();
            writer.WriteString("date", Day(session.Date));
            writer.WriteString("open", Clock(session.OpenUtc - midnight));
            writer.WriteString("close", Clock(session.CloseUtc - midnight));
            writer.WriteString("session_open", "0400");
            writer.WriteString("session_close", session.EarlyClose ? "1700" : "2000");
            writer.WriteString("settlement_date",
                Day(calendar[Math.Min(calendar.SessionCount - 1, i + SettlementLag(session.Date))].Date));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static int SettlementLag(DateOnly day) =>
        day < new DateOnly(2017, 9, 5) ? 3 : day < new DateOnly(2024, 5, 28) ? 2 : 1;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan time) => time.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
