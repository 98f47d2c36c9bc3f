using System.Text;
using Spectre.Console;

namespace TradeML.Cli.Rendering;

/// <summary>Lets the command-line library's help text flow into the injected console.</summary>
internal sealed class ConsoleWriter(IAnsiConsole console) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => console.Profile.Out.Writer.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => console.Profile.Out.Writer.Write(value);

    /// <inheritdoc/>
    public override void Flush() => console.Profile.Out.Writer.Flush();
}
