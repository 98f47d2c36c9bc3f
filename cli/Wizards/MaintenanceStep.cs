using System.Globalization;

namespace TradeML.Cli.Wizards;

/// <summary>When the nightly maintenance begins: full audit, curation, export.</summary>
internal static class MaintenanceStep
{
    private const string Variable = "TRADEML__EDGE__MAINTENANCE_TIME";

    /// <summary>Asks for the time.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        var question = new Question("--maintenance-time", "When shall the nightly maintenance begin? (New York time)",
            Fault)
        { Default = "02:00" };
        if (await setup.Questions.AnswerAsync(question, setup.Answers.MaintenanceTime, setup.Set(Variable), ask,
            token) is { } time) setup.Env.Set(Variable, time);
    }

    private static string? Fault(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : "A time is written as 02:00.";
}
