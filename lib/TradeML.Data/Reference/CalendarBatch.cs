using TradeML.Core.Contracts;
using TradeML.Core.Time;

namespace TradeML.Data.Reference;

/// <summary>Renders an exchange calendar as rows of reference/calendars, one a calendar day.</summary>
internal static class CalendarBatch
{
    public static ColumnBatch Of(TableContract contract, ExchangeCalendar calendar)
    {
        var days = Enumerable.Range(calendar.FirstDay.DayNumber,
            calendar.LastDay.DayNumber - calendar.FirstDay.DayNumber + 1)
            .Select(DateOnly.FromDayNumber).ToArray();
        var sessions = days.Select(calendar.Find).ToArray();
        return new ColumnBatch(contract, new Dictionary<string, Array>
        {
            ["exchange"] = days.Select(_ => (string?)calendar.Code).ToArray(),
            ["date"] = days,
            ["session_id"] = days.Select((d, i) => sessions[i] is null ? null : $"{calendar.Code}:{d:yyyy-MM-dd}")
                .ToArray(),
            ["is_session"] = sessions.Select(s => s is not null).ToArray(),
            ["open_utc"] = sessions.Select(s => s?.OpenUtc).ToArray(),
            ["close_utc"] = sessions.Select(s => s?.CloseUtc).ToArray(),
            ["minutes"] = sessions.Select(s => s is { } o ? (long?)(o.CloseUtc - o.OpenUtc).TotalMinutes : null)
                .ToArray(),
            ["early_close"] = sessions.Select(s => s?.EarlyClose ?? false).ToArray(),
            ["holiday"] = days.Select(d => (string?)calendar.HolidayName(d)).ToArray(),
        }, days.Length);
    }
}
