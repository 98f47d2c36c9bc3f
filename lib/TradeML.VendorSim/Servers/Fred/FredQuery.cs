using System.Globalization;
using TradeML.Core.Time;
using TradeML.VendorSim.Market.Clock;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Servers.Fred;

/// <summary>
/// The parameters that FRED's series requests share. Vintages are chosen by the real-time period alone; a vintage date
/// in the query is not looked at, so that such a query gets today's, revised values.
/// </summary>
internal sealed record FredQuery
{
    public static readonly DateOnly Earliest = new(1776, 7, 4);
    public static readonly DateOnly Latest = new(9999, 12, 31);

    public required MacroSeries Series { get; init; }

    public DateOnly RealtimeStart { get; init; }

    public DateOnly RealtimeEnd { get; init; }

    public DateOnly Start { get; init; }

    public DateOnly End { get; init; }

    public int Limit { get; init; }

    public int Offset { get; init; }

    public bool Descending { get; init; }

    public int OutputType { get; init; } = 1;

    /// <summary>Reads a query; null after the refusal has been written.</summary>
    /// <param name="facts">The series.</param>
    /// <param name="request">The query.</param>
    /// <param name="reply">Takes the refusal.</param>
    /// <param name="mostRows">Default and largest limit.</param>
    /// <param name="allVintages">Whether the real-time period is all time unless given; otherwise it is today.</param>
    public static FredQuery? Read(MacroFacts facts, VendorRequest request, Reply reply, int mostRows, bool allVintages)
    {
        if (request.Query("series_id") is not { Length: > 0 } id)
            return FredError.Refuse(request, reply, "Variable series_id is not set.");
        if (facts.Find(id) is not { } series) return FredError.Refuse(request, reply, "The series does not exist.");
        var today = ExchangeCalendar.Xnys.TradingDayOf(VendorTime.Clamp(request.Now.UtcDateTime).AddHours(-1));
        if (Day("realtime_start", allVintages ? Earliest : today) is not { } realtimeStart) return null;
        if (Day("realtime_end", allVintages ? Latest : today) is not { } realtimeEnd) return null;
        if (Day("observation_start", Earliest) is not { } start) return null;
        if (Day("observation_end", Latest) is not { } end) return null;
        if (realtimeStart > realtimeEnd)
            return FredError.Refuse(request, reply, "The value for variable realtime_start is after realtime_end.");
        if (start > end)
            return FredError.Refuse(request, reply,
                "The value for variable observation_start is after observation_end.");
        if (Number("limit", mostRows, 1, mostRows) is not { } limit) return null;
        if (Number("offset", 0, 0, int.MaxValue) is not { } offset) return null;
        if (Number("output_type", 1, 1, 4) is not { } outputType) return null;
        if (Word("sort_order", "asc", "asc", "desc") is not { } order) return null;
        if (Word("units", "lin", "lin") is null) return null;
        return new FredQuery
        {
            Series = series, RealtimeStart = realtimeStart, RealtimeEnd = realtimeEnd, Start = start, End = end,
            Limit = limit, Offset = offset,
            OutputType = outputType, Descending = order == "desc",
        };

        DateOnly? Day(string name, DateOnly otherwise)
        {
            if (request.Query(name) is not { Length: > 0 } text) return otherwise;
            if (VendorTime.TryDay(text, out var day)) return day;
            FredError.Refuse(request, reply, $"Value of {name} is not a valid date in the format YYYY-MM-DD.");
            return null;
        }

        int? Number(string name, int otherwise, int least, int most)
        {
            if (request.Query(name) is not { Length: > 0 } text) return otherwise;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
                && number <= most) return number;
            FredError.Refuse(request, reply, $"Value of {name} is not between {least} and {most}.");
            return null;
        }

        string? Word(string name, string otherwise, params ReadOnlySpan<string> allowed)
        {
            var word = request.Query(name) ?? otherwise;
            if (allowed.Contains(word)) return word;
            FredError.Refuse(request, reply,
                $"The value for variable {name} is not one of {string.Join(", ", allowed.ToArray())}.");
            return null;
        }
    }
}
