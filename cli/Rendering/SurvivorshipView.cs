using Spectre.Console;
using TradeML.Core.Universe;

namespace TradeML.Cli.Rendering;

/// <summary>How the verdict on a universe's dead names looks on a terminal; it stands under every result.</summary>
internal static class SurvivorshipView
{
    /// <summary>Draws the verdict.</summary>
    /// <param name="console">Where.</param>
    /// <param name="verdict">The verdict; null when the result is older than the test.</param>
    public static void Draw(IAnsiConsole console, SurvivorshipVerdict? verdict)
    {
        verdict ??= SurvivorshipVerdict.NotCounted;
        var color = verdict.State switch
        {
            SurvivorshipState.Ok => Color.Green,
            SurvivorshipState.Implausible => Color.Red,
            _ => Color.Yellow
        };
        console.Write(new Text($"Survivorship {verdict.Word}: ", new Style(color, decoration: Decoration.Bold)));
        console.WriteLine(verdict.Sentence);
    }
}
