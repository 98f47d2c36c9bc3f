using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Research.Features;
using TradeML.Research.Features.Kernels;

namespace TradeML.Cli.Commands.Features;

/// <summary><c>ata features list</c>: what each feature is, and which sets hold it.</summary>
internal static class FeatureListCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var family = new Option<string?>("--family")
        {
            Description = "Features of one family, for example momentum",
            HelpName = "NAME"
        };
        var command = new Command("list",
            "Show every feature with its formula, unit, warm-up, lag and source, and the sets") { family }.WithExamples(
                "ata features list", "ata features list --family liquidity", "ata features list --json");
        AtaContext.SetAction(command, host, (context, parse, _) =>
        {
            var settings = context.LoadConfiguration().FeatureSets;
            var sets = settings.Select(set => FeatureSetConfig.From(set.Key, set.Value)).ToList();
            var features = FeatureCatalog.All
                .Where(f =>
                    parse.GetValue(family) is not { } name || f.Family.Equals(name, StringComparison.OrdinalIgnoreCase))
                    .ToList();
            context.Emit(
                new
                {
                    features = features.Select(f => new
                    {
                        name = "feat_" + f.Pattern, f.Family, f.Formula, f.Unit, f.WarmUp, lag_sessions = f.Lag,
                        f.Source, inputs = Inputs(f), takes_steps = f.TakesSteps, sets = SetsWith(f, sets),
                    }),
                    intraday = IntradayFeatureList.Document(parse.GetValue(family)),
                    sets = sets
                        .Select(s =>
                            new
                            {
                                s.Name, settings[s.Name].Meaning, s.Features,
                                steps = s.Steps.Select(step => new { kind = step.Kind.ToString(), step.Tail })
                            }),
                },
                console =>
                {
                    Draw(console, features, sets);
                    foreach (var set in sets)
                        console.WriteLine($"Set {set.Name}: {set.Features.Count} features, {Steps(set)}. "
                            + settings[set.Name].Meaning);
                    IntradayFeatureList.Draw(console, parse.GetValue(family));
                });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Draw(IAnsiConsole console, List<FeatureDefinition> features, List<FeatureSetConfig> sets)
    {
        foreach (var family in features.GroupBy(f => f.Family))
        {
            console.WriteLine(family.Key);
            var table = Tables.New("feature", "formula", "unit", "#warm-up", "#lag", "source", "sets");
            foreach (var f in family)
                table.AddText(
                    [f.Pattern, f.Formula, f.Unit, f.WarmUp, f.Lag.ToString(CultureInfo.InvariantCulture), f.Source,
                        string.Join(", ", SetsWith(f, sets))]);
            table.Columns[1].NoWrap = table.Columns[5].NoWrap = false;
            console.Write(table);
            console.WriteLine();
        }

        console.WriteLine(
            "t is the date of the row, H a number of the symbol's rows, c o h l forward prices (total return), v the "
                + "volume, r the daily log return.");
        console.WriteLine("Warm-up: unknown rows at the start of a symbol. Lag 0: known at the close of t.");
    }

    private static string Steps(FeatureSetConfig set) =>
        set.Steps.Count == 0 ? "no steps" : string.Join(", then ", set.Steps.Select(step => step.Kind switch
    {
        CrossSectionKind.Winsorise => $"winsorise {step.Tail.ToString(CultureInfo.InvariantCulture)}",
        CrossSectionKind.Rank => "rank",
        CrossSectionKind.ZScore => "z-score",
        CrossSectionKind.NeutraliseSector => "neutralise by sector",
        CrossSectionKind.NeutraliseSize => "neutralise by size",
        _ => "neutralise by sector and size",
    }));

    private static string[] SetsWith(FeatureDefinition feature, List<FeatureSetConfig> sets) =>
        [.. sets.Where(set => set.Features.Any(name => FeatureSpec.Parse(name).Definition == feature))
            .Select(set => set.Name)];

    private static string[] Inputs(FeatureDefinition feature) =>
        [.. Enum.GetValues<FeatureInput>().Where(input => input != FeatureInput.None && feature.Inputs.HasFlag(input))
            .Select(input => input.ToString())];
}
