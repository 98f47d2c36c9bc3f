using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Time;

namespace TradeML.Cli.Commands;

/// <summary><c>ata calendar</c>: sessions of the exchange in UTC.</summary>
internal static class CalendarCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Sessions, holidays and early closes of the exchange, in UTC";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var calendar = new Command("calendar", Summary);
        calendar.Subcommands.Add(CreateSessions(host));
        calendar.Subcommands.Add(CreateNext(host));
        return calendar;
    }

    private static Command CreateSessions(AtaHost host)
    {
        var start = Arguments.Day("--start", "First day (default: the Monday of this week)");
        var end = Arguments.Day("--end", "First day no longer shown (default: two weeks after --start)");
        var command = new Command("sessions", "List sessions with open and close in UTC") { start, end }.WithExamples(
            "ata calendar sessions --start 2024-11-25 --end 2024-12-02    # Thanksgiving and the early close after it",
            "ata calendar sessions --start 2012-10-26 --end 2012-11-01 --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var xnys = ExchangeCalendar.Xnys;
            var today = xnys.TradingDayOf(host.Clock.GetUtcNow().UtcDateTime);
            var first = parse.GetValue(start) ?? today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            var last = parse.GetValue(end) ?? first.AddDays(14);
            var days = xnys.Sessions(first, last).ToArray();
            var rows = days.Select(d => xnys.Find(d)!.Value).ToList();
            var closed = Enumerable.Range(0, last.DayNumber - first.DayNumber).Select(first.AddDays)
                .Where(d => xnys.HolidayName(d) is not null).Select(d => new { date = d, name = xnys.HolidayName(d) })
                .ToList();
            context.Emit(
                new
                {
                    exchange = xnys.Code, start = first, end = last, closed,
                    sessions = rows
                        .Select(r =>
                            new
                            {
                                date = r.Date, open_utc = r.OpenUtc, close_utc = r.CloseUtc,
                                early_close = r.EarlyClose
                            }),
                },
                console => Draw(console, rows, closed.Select(c => (c.date, c.name!)).ToList()));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command CreateNext(AtaHost host)
    {
        var after = Arguments.Day("--after", "Day to start from (default: today)");
        var count = new Option<int>("--count") { Description = "How many sessions", DefaultValueFactory = _ => 1 };
        var command = new Command("next", "The next sessions after a day") { after, count }
            .WithExamples("ata calendar next --after 2024-07-03 --count 3");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var xnys = ExchangeCalendar.Xnys;
            var day = parse.GetValue(after) ?? xnys.TradingDayOf(host.Clock.GetUtcNow().UtcDateTime);
            var rows = new List<TradingSession>();
            for (var i = 0; i < parse.GetValue(count); i++) rows.Add(xnys.Find(day = xnys.Next(day))!.Value);
            context.Emit(
                rows
                    .Select(r =>
                        new
                        {
                            date = r.Date, open_utc = r.OpenUtc, close_utc = r.CloseUtc,
                            early_close = r.EarlyClose
                        }),
                console => Draw(console, rows, []));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Draw(
        IAnsiConsole console, List<TradingSession> sessions, List<(DateOnly Date, string Name)> closed)
    {
        var table = Tables.New("date", "day", "open (UTC)", "close (UTC)", "");
        var rows = sessions
            .Select(s =>
                (s.Date, Cells: new[] { Time(s.OpenUtc), Time(s.CloseUtc), s.EarlyClose ? "early close" : "" }))
            .Concat(closed.Select(c => (c.Date, Cells: new[] { "closed", "", c.Name }))).OrderBy(r => r.Date);
        foreach (var (date, cells) in rows)
            table.AddText(
                [date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), date.DayOfWeek.ToString()[..3], .. cells]);
        console.Write(table);
    }

    private static string Time(DateTime utc) => utc.ToString("HH:mm", CultureInfo.InvariantCulture);
}
