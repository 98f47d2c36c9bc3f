using System.CommandLine;

namespace TradeML.Cli.Commands;

/// <summary><c>ata calendar</c>: sessions of the exchange in UTC.</summary>
internal static class CalendarCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var calendar = new Command("calendar", "Sessions, holidays and early closes of the exchange, in UTC");
        AtaContext.SetAction(calendar, host, (context, _, _) => Task.FromResult(0));
        return calendar;
    }
}
