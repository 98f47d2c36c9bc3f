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
        var (word, sentence) = verdict is null ? ("UNKNOWN", "The dead names were not counted when this was made.") : (verdict.Word, verdict.Sentence);
        var color = word switch { "OK" => Color.Green, "IMPLAUSIBLE" => Color.Red, _ => Color.Yellow };
        console.Write(new Text($"Survivorship {word}: ", new Style(color, decoration: Decoration.Bold)));
        console.WriteLine(sentence);
    }
}
