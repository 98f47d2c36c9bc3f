using TradeML.Core.Time;

namespace TradeML.Ops.Pipelines;

/// <summary>The rows of a panel to be: symbols, sessions, and the instant at which each session closed.</summary>
/// <param name="Symbols">Symbols in the order of their row ranges.</param>
/// <param name="Starts">Row ranges by symbol.</param>
/// <param name="Sessions">Days, ascending.</param>
/// <param name="Day">Index into <paramref name="Sessions"/> by row.</param>
/// <param name="Closes">Close of each session (UTC): what a row may know.</param>
internal sealed record PanelRows(string[] Symbols, int[] Starts, DateOnly[] Sessions, int[] Day, DateTime[] Closes)
{
    /// <summary>Rows sorted by symbol and date.</summary>
    internal static PanelRows Of(string?[] names, DateOnly[] dates)
    {
        var sessions = dates.Distinct().Order().ToArray();
        var indexOf = new Dictionary<DateOnly, int>(sessions.Length);
        for (var i = 0; i < sessions.Length; i++) indexOf[sessions[i]] = i;
        var (symbols, starts) = (new List<string>(), new List<int>());
        for (var row = 0; row < names.Length; row++)
        {
            if (row > 0 && names[row] == names[row - 1]) continue;
            symbols.Add(names[row]!);
            starts.Add(row);
        }

        starts.Add(names.Length);
        return new([.. symbols], [.. starts], sessions, Array.ConvertAll(dates, d => indexOf[d]), Array.ConvertAll(sessions, CloseOf));
    }

    /// <summary>The close of the exchange's session, or the end of a day that is none.</summary>
    private static DateTime CloseOf(DateOnly day) => day >= ExchangeCalendar.Xnys.FirstDay && day <= ExchangeCalendar.Xnys.LastDay && ExchangeCalendar.Xnys.Find(day) is { } session
        ? session.CloseUtc : day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
