using System.Globalization;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Fred;

/// <summary>
/// Output types 2 and 3 of series/observations: a row for each observation, a key for each vintage; type 3 only where
/// the value is new.
/// </summary>
internal static class FredVintageTable
{
    public static void Answer(FredQuery query, IReadOnlyList<DateOnly> vintages, VendorRequest request, Reply reply)
    {
        var now = request.Now.UtcDateTime;
        var rows = new List<(DateOnly Date, List<(DateOnly Vintage, double Value)> Values)>();
        foreach (var observation in query.Series.Observations)
        {
            if (observation.Date < query.Start || observation.Date > query.End) continue;
            var values = new List<(DateOnly, double)>();
            foreach (var vintage in vintages)
                if (Value(observation, vintage, now, query.OutputType == 3) is { } value) values.Add((vintage, value));
            if (values.Count > 0) rows.Add((observation.Date, values));
        }

        if (query.Descending) rows.Reverse();
        var page = rows.Skip(query.Offset).Take(query.Limit).ToList();
        reply.Rows = page.Count;
        using var writer = reply.Writer();
        writer.WriteStartObject();
        FredObservations.WriteHead(writer, query, rows.Count);
        writer.WriteStartArray("observations");
        foreach (var (date, values) in page)
        {
            writer.WriteStartObject();
            writer.WriteString("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            foreach (var (vintage, value) in values)
                writer.WriteString(
                    $"{query.Series.Definition.Id}_{vintage.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}",
                    query.Series.Text(value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static double? Value(MacroObservation observation, DateOnly vintage, DateTime nowUtc, bool onlyNew)
    {
        double? found = null;
        foreach (var known in observation.Vintages)
        {
            if (known.ReleasedUtc > nowUtc || known.Day > vintage) break;
            found = onlyNew && known.Day != vintage ? null : known.Value;
        }

        return found;
    }
}
