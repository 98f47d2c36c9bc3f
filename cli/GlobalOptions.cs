using System.CommandLine;

namespace TradeML.Cli;

/// <summary>The options every command takes.</summary>
internal static class GlobalOptions
{
    /// <summary>The lake's root.</summary>
    public static Option<string?> Lake { get; } = new("--lake")
    {
        Description = "Lake directory (default: $TRADEML_LAKE, else ./data_layer)", Recursive = true, HelpName = "DIR",
    };

    /// <summary>The configuration directory.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "Configuration directory (default: ./configs, else the one beside the program)", Recursive = true,
        HelpName = "DIR",
    };

    /// <summary>The configuration environment.</summary>
    public static Option<string?> Env { get; } = new("--env")
    {
        Description = "Overrides from configs/env/NAME (default: $TRADEML_ENV, else local)", Recursive = true,
        HelpName = "NAME",
    };

    /// <summary>JSON output.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output; messages go to standard error", Recursive = true,
    };

    /// <summary>No progress.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "No progress, results and errors only",
        Recursive = true
    };

    /// <summary>No colour.</summary>
    public static Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours (also when $NO_COLOR is set or the output is not a terminal)", Recursive = true,
    };

    /// <summary>Adds them to the root command.</summary>
    /// <param name="root">The root command.</param>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { Lake, Config, Env, Json, Quiet, NoColor }) root.Options.Add(option);
    }
}
