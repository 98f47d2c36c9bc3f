using System.CommandLine;

namespace TradeML.Cli.Commands;

/// <summary>The model that the training verbs take.</summary>
internal static class ModelArgument
{
    /// <summary>A new argument.</summary>
    public static Argument<string> New() =>
        new("MODEL") { Description = "The model, a file of configs/training: equities_xs" };

    /// <summary>A new option that names a run.</summary>
    public static Option<string?> Run() =>
        new("--run")
        {
            Description = "A run (default: the champion, or the newest while there is none)",
            HelpName = "RUN-ID"
        };
}
