using System.CommandLine;

namespace TradeML.Cli.Commands.Features;

/// <summary><c>ata features</c>: what the features are, and building them.</summary>
internal static class FeaturesCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Features: what they are, and building them";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var features = new Command("features", Summary);
        features.Subcommands.Add(FeatureListCommand.Create(host));
        features.Subcommands.Add(FeatureFileCommand.Create(host));
        features.Subcommands.Add(IntradayFileCommand.Create(host));
        features.Subcommands.Add(FeatureBuildCommand.Create(host));
        features.Subcommands.Add(FeatureStatusCommand.Create(host));
        features.Subcommands.Add(FeatureProfileCommand.Create(host));
        return features;
    }
}
