using System.Globalization;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Research.Features.Intraday;

namespace TradeML.Cli.Commands.Features;

/// <summary>The intraday part of <c>ata features list</c>.</summary>
internal static class IntradayFeatureList
{
    /// <summary>The features as they are serialised.</summary>
    /// <param name="family">One family, or null for all.</param>
    public static IReadOnlyList<object> Document(string? family) => [.. Of(family).Select(f => new
    {
        name = "feat_" + f.Name, f.Family, per = Per(f), f.Formula, f.Unit, warm_up_minutes = f.WarmUp, f.Source,
    })];

    /// <summary>Draws them for people.</summary>
    /// <param name="console">The console.</param>
    /// <param name="family">One family, or null for all.</param>
    public static void Draw(IAnsiConsole console, string? family)
    {
        foreach (var group in Of(family).GroupBy(f => f.Family))
        {
            console.WriteLine($"{group.Key} (intraday)");
            var table = Tables.New("feature", "per", "formula", "unit", "#warm-up", "source");
            foreach (var f in group)
                table.AddText(
                    [f.Name, Per(f), f.Formula, f.Unit, f.WarmUp.ToString(CultureInfo.InvariantCulture), f.Source]);
            table.Columns[2].NoWrap = table.Columns[5].NoWrap = false;
            console.Write(table);
            console.WriteLine();
        }
    }

    private static IEnumerable<IntradayFeature> Of(string? family) =>
        IntradayCatalog.PerMinute.Concat(IntradayCatalog.PerDay)
            .Where(f => family is null || f.Family.Equals(family, StringComparison.OrdinalIgnoreCase));

    private static string Per(IntradayFeature feature) => feature.IsDaily ? "day" : "minute";
}
