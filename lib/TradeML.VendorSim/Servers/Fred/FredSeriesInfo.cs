using System.Globalization;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Fred;

/// <summary>The requests series and series/vintagedates.</summary>
internal sealed class FredSeriesInfo(MacroFacts facts)
{
    private const int MostVintages = 10_000;

    public void Series(VendorRequest request, Reply reply)
    {
        if (FredQuery.Read(facts, request, reply, 1000, allVintages: false) is not { } query) return;
        var now = request.Now.UtcDateTime;
        var visible = query.Series.Observations.Where(o => o.Vintages[0].ReleasedUtc <= now).ToList();
        if (visible.Count == 0)
        {
            FredError.Refuse(request, reply, "The series does not exist.");
            return;
        }

        var definition = query.Series.Definition;
        var updated = visible.Max(o => o.Vintages.Where(v => v.ReleasedUtc <= now).Max(v => v.ReleasedUtc));
        var (day, time) = BusinessDays.Wall(updated.AddHours(-1));
        var central = (day.ToDateTime(time) - updated).Hours;
        reply.Rows = 1;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteString("realtime_start", Text(query.RealtimeStart));
        writer.WriteString("realtime_end", Text(query.RealtimeEnd));
        writer.WriteStartArray("seriess");
        writer.WriteStartObject();
        writer.WriteString("id", definition.Id);
        writer.WriteString("realtime_start", Text(query.RealtimeStart));
        writer.WriteString("realtime_end", Text(query.RealtimeEnd));
        writer.WriteString("title", definition.Title);
        writer.WriteString("observation_start", Text(visible[0].Date));
        writer.WriteString("observation_end", Text(visible[^1].Date));
        writer.WriteString("frequency", definition.Frequency);
        writer.WriteString("frequency_short", definition.Frequency[..1]);
        writer.WriteString("units", definition.Units);
        writer.WriteString("units_short", definition.UnitsShort);
        writer.WriteString("seasonal_adjustment",
            definition.SeasonallyAdjusted ? "Seasonally Adjusted" : "Not Seasonally Adjusted");
        writer.WriteString("seasonal_adjustment_short", definition.SeasonallyAdjusted ? "SA" : "NSA");
        writer.WriteString("last_updated",
            $"{Text(day)} {time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}-{-central:00}");
        writer.WriteNumber("popularity", 80);
        writer.WriteString("notes", "Simulated series.");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public void VintageDates(VendorRequest request, Reply reply)
    {
        if (FredQuery.Read(facts, request, reply, MostVintages, allVintages: true) is not { } query) return;
        var days = query.Series.VintageDays(query.RealtimeStart, query.RealtimeEnd, request.Now.UtcDateTime);
        if (query.Descending) days = [.. days.Reverse()];
        var page = days.Skip(query.Offset).Take(query.Limit).ToList();
        reply.Rows = page.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        writer.WriteString("realtime_start", Text(query.RealtimeStart));
        writer.WriteString("realtime_end", Text(query.RealtimeEnd));
        writer.WriteString("order_by", "vintage_date");
        writer.WriteString("sort_order", query.Descending ? "desc" : "asc");
        writer.WriteNumber("count", days.Count);
        writer.WriteNumber("offset", query.Offset);
        writer.WriteNumber("limit", query.Limit);
        writer.WriteStartArray("vintage_dates");
        foreach (var day in page) writer.WriteStringValue(Text(day));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
