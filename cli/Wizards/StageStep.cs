using System.Globalization;
using Spectre.Console;
using TradeML.Core.Errors;
using TradeML.Data.Settings;
using TradeML.Node.Stage;

namespace TradeML.Cli.Wizards;

/// <summary>
/// What stage 0 collects: 100 symbols, five years of daily and one of minute bars unless answered otherwise.
/// </summary>
internal static class StageStep
{
    private const double DaysAYear = 365.25;

    /// <summary>Asks for symbols and years; leaves the plan empty where the lake's stage holds all of it.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        var held = setup.HeldStage;
        if (held is not null && ask && setup.Questions.Interactive)
            setup.Context.Host.Out.WriteLine(
                $"Stage {held.Stage} holds {held.Symbols.Count:N0} symbols. Symbols are only "
                    + "added, and windows only grow.");
        var named = setup.Answers.SymbolsFile is { } file ? SymbolList.ReadFile(setup.Context.Absolute(file)) : null;
        var which = new Question(
            "--top, --symbols-file or --symbols",
            "Which symbols? A number takes the first of Alpaca's list; or a file; or A,B,C", text => Fault(setup, text))
        { Default = "100" };
        var answer = named is null
            ? await setup.Questions.AnswerAsync(which, setup.Answers.Symbols,
                held?.Symbols.Count.ToString(CultureInfo.InvariantCulture), ask, token)
            : null;
        var daily = await YearsAsync(setup, "--years", "Years of daily bars", "5", setup.Answers.Years, held,
            "equities_eod", ask, token);
        var minutes = await YearsAsync(setup, "--minute-years", "Years of minute bars (0: none)", "1",
            setup.Answers.MinuteYears, held, "equities_minute", ask, token);
        if ((named is null && answer is null) || daily is null || minutes is null) return;

        var top = int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        if (named is null && top == 0) named = Named(setup, answer!);
        var plan = new StagePlan(named ?? [], top, Start(setup, daily, held, "equities_eod")!.Value,
            Start(setup, minutes, held, "equities_minute"));
        if (held is null || Adds(plan, held)) setup.Stage = plan;
    }

    private static bool Adds(StagePlan plan, NodeStage held) =>
        plan.Top > held.Symbols.Count || plan.Symbols.Except(held.Symbols, StringComparer.Ordinal).Any()
        || plan.Start < held.Datasets["equities_eod"].Start
        || (plan.MinuteStart is { } minute && !(held.Datasets.GetValueOrDefault("equities_minute")?.Start <= minute));

    private static Task<string?> YearsAsync(
        NodeSetup setup, string option, string text, string standard, string? given, NodeStage? held, string dataset,
        bool ask, CancellationToken token)
    {
        var question = new Question(option, text,
            t => Years(t) is null ? "It is a number of years from 0 to 40." : null)
        { Default = standard };
        return setup.Questions.AnswerAsync(question, given, held is null ? null : HeldYears(setup, held, dataset), ask,
            token);
    }

    private static string HeldYears(NodeSetup setup, NodeStage held, string dataset) =>
        held.Datasets.TryGetValue(dataset, out var window)
        ? Math.Round((setup.Today.DayNumber - window.Start.DayNumber) / DaysAYear, 1)
            .ToString(CultureInfo.InvariantCulture)
        : "0";

    private static DateOnly? Start(NodeSetup setup, string years, NodeStage? held, string dataset)
    {
        // The years that are held, said again, are the window that is held, not one that has moved on with the
        // calendar.
        if (held is not null && years == HeldYears(setup, held, dataset))
            return held.Datasets.GetValueOrDefault(dataset)?.Start;
        var count = Years(years)!.Value;
        return count == 0 && dataset == "equities_minute" ? null
            : count == Math.Floor(count)
                ? setup.Today.AddYears(-(int)count)
                : setup.Today.AddDays(-(int)Math.Round(count * DaysAYear));
    }

    private static double? Years(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var years)
            && years is >= 0 and <= 40
            ? years
            : null;

    private static IReadOnlyList<string> Named(NodeSetup setup, string text)
    {
        var path = setup.Context.Absolute(text);
        return File.Exists(path) ? SymbolList.ReadFile(path) : SymbolList.Parse(text);
    }

    private static string? Fault(NodeSetup setup, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            return n is >= 1 and <= 20_000 ? null : "It is a number from 1 to 20000.";
        try
        {
            var symbols = Named(setup, text);
            return symbols.Count == 0
                ? "A symbol is needed."
                : symbols.FirstOrDefault(s => !SymbolList.IsSymbol(s)) is { } bad
                    ? $"'{bad}' is neither a symbol nor a file."
                    : null;
        }
        catch (TradeMLException e)
        {
            return e.ToUserText();
        }
    }
}
