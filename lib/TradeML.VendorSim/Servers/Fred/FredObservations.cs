using System.Globalization;
using System.Text;
using System.Text.Json;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Fred;

/// <summary>The request series/observations.</summary>
internal sealed class FredObservations(MacroFacts facts)
{
    private const int MostRows = 100_000;
    private const int MostVintages = 2000;

    public void Answer(VendorRequest request, Reply reply)
    {
        if (FredQuery.Read(facts, request, reply, MostRows, allVintages: false) is not { } query) return;
        var now = request.Now.UtcDateTime;
        var vintages = query.Series.VintageDays(query.RealtimeStart, query.RealtimeEnd, now);
        if (vintages.Count > MostVintages)
        {
            FredError.Refuse(request, reply,
                $"There are {vintages.Count} vintage dates between the real-time start date "
                    + $"{Text(query.RealtimeStart)} and the real-time end date "
                + $"{Text(query.RealtimeEnd)}. The maximum number of vintage dates for file type "
                + $"{request.Query("file_type") ?? "xml"} is {MostVintages}.");
            return;
        }

        if (query.Series.VintageDays(FredQuery.Earliest, query.RealtimeEnd, now).Count == 0)
        {
            FredError.Refuse(request, reply, "The series does not exist in ALFRED but may exist in FRED.");
            return;
        }

        if (query.OutputType is 2 or 3)
        {
            FredVintageTable.Answer(query, vintages, request, reply);
            return;
        }

        var rows = query.Series.Observations.Where(o => o.Date >= query.Start && o.Date <= query.End)
            .SelectMany(o => query.OutputType == 4 ? First(o, query, now) : Intervals(o, query, now)).ToList();
        if (query.Descending) rows.Reverse();
        var page = rows.Skip(query.Offset).Take(query.Limit).ToList();
        reply.Rows = page.Count;
        if (request.Query("file_type") == "json") WriteJson(query, rows.Count, page, reply);
        else WriteXml(query, rows.Count, page, reply);
    }

    /// <summary>One row for each value that held during the period, cut to it.</summary>
    public static IEnumerable<FredRow> Intervals(MacroObservation observation, FredQuery query, DateTime nowUtc)
    {
        for (var k = 0; k < observation.Vintages.Count && observation.Vintages[k].ReleasedUtc <= nowUtc; k++)
        {
            var (from, to) = (observation.Vintages[k].Day, Until(observation, k, nowUtc));
            if (from > query.RealtimeEnd || to < query.RealtimeStart) continue;
            yield return new FredRow(
                from < query.RealtimeStart ? query.RealtimeStart : from,
                to > query.RealtimeEnd ? query.RealtimeEnd : to, observation.Date,
                observation.Vintages[k].Value);
        }
    }

    private static IEnumerable<FredRow> First(MacroObservation observation, FredQuery query, DateTime nowUtc)
    {
        var first = observation.Vintages[0];
        if (first.ReleasedUtc <= nowUtc && first.Day >= query.RealtimeStart && first.Day <= query.RealtimeEnd)
            yield return new FredRow(first.Day, Until(observation, 0, nowUtc), observation.Date, first.Value);
    }

    private static DateOnly Until(MacroObservation observation, int k, DateTime nowUtc) =>
        k + 1 < observation.Vintages.Count && observation.Vintages[k + 1].ReleasedUtc <= nowUtc
            ? observation.Vintages[k + 1].Day.AddDays(-1)
            : FredQuery.Latest;

    private static void WriteJson(FredQuery query, int count, List<FredRow> page, Reply reply)
    {
        using var writer = reply.Writer();
        writer.WriteStartObject();
        WriteHead(writer, query, count);
        writer.WriteStartArray("observations");
        foreach (var row in page)
        {
            writer.WriteStartObject();
            writer.WriteString("realtime_start", Text(row.RealtimeStart));
            writer.WriteString("realtime_end", Text(row.RealtimeEnd));
            writer.WriteString("date", Text(row.Date));
            writer.WriteString("value", query.Series.Text(row.Value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The fields above the observations of every output type.</summary>
    public static void WriteHead(Utf8JsonWriter writer, FredQuery query, int count)
    {
        writer.WriteString("realtime_start", Text(query.RealtimeStart));
        writer.WriteString("realtime_end", Text(query.RealtimeEnd));
        writer.WriteString("observation_start", Text(query.Start));
        writer.WriteString("observation_end", Text(query.End));
        writer.WriteString("units", "lin");
        writer.WriteNumber("output_type", query.OutputType);
        writer.WriteString("file_type", "json");
        writer.WriteString("order_by", "observation_date");
        writer.WriteString("sort_order", query.Descending ? "desc" : "asc");
        writer.WriteNumber("count", count);
        writer.WriteNumber("offset", query.Offset);
        writer.WriteNumber("limit", query.Limit);
    }

    private static void WriteXml(FredQuery query, int count, List<FredRow> page, Reply reply)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n");
        text.Append(CultureInfo.InvariantCulture,
            $"<observations realtime_start=\"{Text(query.RealtimeStart)}\" "
                + $"realtime_end=\"{Text(query.RealtimeEnd)}\" ");
        text.Append(CultureInfo.InvariantCulture,
            $"output_type=\"{query.OutputType}\" file_type=\"xml\" count=\"{count}\" offset=\"{query.Offset}\" "
                + $"limit=\"{query.Limit}\">\n");
        foreach (var row in page)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  <observation realtime_start=\"{Text(row.RealtimeStart)}\" "
                    + $"realtime_end=\"{Text(row.RealtimeEnd)}\" ");
            text.Append(CultureInfo.InvariantCulture,
                $"date=\"{Text(row.Date)}\" value=\"{query.Series.Text(row.Value)}\"/>\n");
        }

        var rows = page.Count;
        reply.Text(200, FredError.Xml, text.Append("</observations>\n").ToString());
        reply.Rows = rows;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
