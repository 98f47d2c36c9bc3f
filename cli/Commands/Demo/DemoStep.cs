namespace TradeML.Cli.Commands.Demo;

/// <summary>One stage of the demo.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Said">What the lake holds after it; the same on every run.</param>
internal sealed record DemoStep(string Name, string Said);
