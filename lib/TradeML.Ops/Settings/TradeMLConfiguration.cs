using TradeML.Core.Configuration;
using TradeML.Core.Configuration.Binding;
using TradeML.Core.Errors;
using TradeML.Data.Settings;
using TradeML.Ops.Families;
using TradeML.Ops.Routing;
using TradeML.Research.Features;
using TradeML.Research.Labels;

namespace TradeML.Ops.Settings;

/// <summary>
/// All settings of one environment, read and validated together, so that every fault of every file is reported at once.
/// </summary>
public sealed class TradeMLConfiguration
{
    private static readonly string[] Files = ["backfill.yml", "endpoints.yml", "edge.yml", "curator.yml", "router.yml",
        "risk.yml"];

    private TradeMLConfiguration(
        string directory, string? environment, IReadOnlyDictionary<string, string> variables, List<ConfigFault> faults)
    {
        Directory = directory;
        EnvironmentName = environment;
        T Read<T>(string file) where T : class => ConfigLoader.Read<T>(directory, file, environment, variables, faults);
        Backfill = Read<BackfillOptions>("backfill.yml");
        Endpoints = Read<EndpointsOptions>("endpoints.yml");
        Edge = Read<EdgeOptions>("edge.yml");
        Curator = Read<CuratorOptions>("curator.yml");
        Router = Read<RouterOptions>("router.yml");
        Risk = Read<RiskOptions>("risk.yml");
        SortedDictionary<string, T> All<T>(string folder) where T : class =>
            new(FilesIn(directory, folder).ToDictionary(NameOf, Read<T>), StringComparer.Ordinal);
        Training = All<TrainingOptions>("training");
        FeatureSets = All<FeatureSetOptions>("features");
        LabelSets = All<LabelSetOptions>("labels");
        foreach (var (name, training) in Training)
            faults.AddRange(
                Faults(training)
                    .Select(fault => new ConfigFault(Path.Combine(directory, $"training/{name}.yml"), fault)));
        foreach (var name in variables.Keys.Where(IsStray).Order(StringComparer.Ordinal))
            faults.Add(
                new($"environment variable {name}",
                    $"It belongs to no settings file; known are "
                        + $"{string.Join(", ", AllFiles.Select(ConfigLoader.VariablePrefixOf))}."));
    }

    /// <summary>The folder the base files came from.</summary>
    public string Directory { get; }

    /// <summary>The environment's name, or null when the base alone holds.</summary>
    public string? EnvironmentName { get; }

    /// <summary><c>backfill.yml</c>.</summary>
    public BackfillOptions Backfill { get; }

    /// <summary><c>endpoints.yml</c>.</summary>
    public EndpointsOptions Endpoints { get; }

    /// <summary><c>edge.yml</c>.</summary>
    public EdgeOptions Edge { get; }

    /// <summary><c>curator.yml</c>.</summary>
    public CuratorOptions Curator { get; }

    /// <summary><c>router.yml</c>.</summary>
    public RouterOptions Router { get; }

    /// <summary><c>risk.yml</c>.</summary>
    public RiskOptions Risk { get; }

    /// <summary><c>training/MODEL.yml</c>, by name of the model.</summary>
    public IReadOnlyDictionary<string, TrainingOptions> Training { get; }

    /// <summary><c>features/NAME.yml</c>, by name.</summary>
    public IReadOnlyDictionary<string, FeatureSetOptions> FeatureSets { get; }

    /// <summary><c>labels/NAME.yml</c>, by name.</summary>
    public IReadOnlyDictionary<string, LabelSetOptions> LabelSets { get; }

    private IEnumerable<string> AllFiles =>
        [
            .. Files, .. Training.Keys.Select(name => $"training/{name}.yml"),
            .. FeatureSets.Keys.Select(name => $"features/{name}.yml"),
            .. LabelSets.Keys.Select(name => $"labels/{name}.yml"),
        ];

    /// <summary>Reads every settings file.</summary>
    /// <param name="directory">The folder of the base files.</param>
    /// <param name="environment">Name of the environment, or null to take <c>TRADEML_ENV</c>; when that is not set
    /// either, the base alone holds.</param>
    /// <param name="variables">Environment variables, as <see cref="ProcessEnvironment"/> gives them.</param>
    /// <exception cref="TradeMLException">Bad input: any fault in any layer; all of them in one message.</exception>
    public static TradeMLConfiguration Load(
        string directory, string? environment, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var faults = new List<ConfigFault>();
        if (string.IsNullOrEmpty(environment)) environment = variables.GetValueOrDefault("TRADEML_ENV");
        var configuration = new TradeMLConfiguration(directory, string.IsNullOrEmpty(environment) ? null : environment,
            variables, faults);
        ConfigLoader.ThrowIfAny(faults);
        return configuration;
    }

    /// <summary>Every setting in force, file by file, with secrets as <c>***</c>.</summary>
    public string Print()
    {
        object[] options = [Backfill, Endpoints, Edge, Curator, Router, Risk, .. Training.Values, .. FeatureSets.Values,
            .. LabelSets.Values];
        return string.Join(Environment.NewLine,
            AllFiles.Zip(options, (file, value) => $"# {file}{Environment.NewLine}{OptionsPrinter.Print(value)}"));
    }

    /// <summary>A model family by name, with the feature set and the label set that its file names.</summary>
    /// <param name="model">Name of a file in <c>training</c>, without its ending.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such model.</exception>
    public ModelFamily Family(string model)
    {
        if (!Training.TryGetValue(model, out var options))
            throw new TradeMLException(
                ErrorKind.BadInput, $"There is no model '{model}'.", Path.Combine(Directory, "training"),
                $"Models: {Listed(Training.Keys)}.");
        return new(model, options, FeatureSetConfig.From(options.Features, FeatureSet(options.Features)),
            options.Labels, LabelSet(options.Labels));
    }

    /// <summary>A feature set by name.</summary>
    /// <param name="name">Name of a file in <c>features</c>, without its ending.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such set.</exception>
    public FeatureSetOptions FeatureSet(string name) =>
        FeatureSets.TryGetValue(name, out var set) ? set : throw new TradeMLException(
            ErrorKind.BadInput, $"There is no feature set '{name}'.", Path.Combine(Directory, "features"),
            $"The sets are {Listed(FeatureSets.Keys)}.");

    /// <summary>A label set by name.</summary>
    /// <param name="name">Name of a file in <c>labels</c>, without its ending.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such set.</exception>
    public LabelSetOptions LabelSet(string name) =>
        LabelSets.TryGetValue(name, out var set) ? set : throw new TradeMLException(
            ErrorKind.BadInput, $"There is no label set '{name}'.", Path.Combine(Directory, "labels"),
            $"The sets are {Listed(LabelSets.Keys)}.");

    /// <summary>What a training file says of other files that does not hold.</summary>
    private IEnumerable<string> Faults(TrainingOptions training)
    {
        if (!FeatureSets.ContainsKey(training.Features))
            yield return $"There is no feature set '{training.Features}'; {Path.Combine(Directory, "features")} "
                + $"holds {Listed(FeatureSets.Keys)}.";
        if (!LabelSets.TryGetValue(training.Labels, out var labels))
            yield return $"There is no label set '{training.Labels}'; {Path.Combine(Directory, "labels")} holds "
                + $"{Listed(LabelSets.Keys)}.";
        else if (training.Cpcv.EmbargoSessions < labels.Horizon)
            yield return $"'embargo_sessions' is {training.Cpcv.EmbargoSessions}; it must be at least the label's "
                + $"horizon ({labels.Horizon}).";
    }

    private static IEnumerable<string> FilesIn(string directory, string folder) =>
        System.IO.Directory.Exists(Path.Combine(directory, folder))
            ? System.IO.Directory.GetFiles(Path.Combine(directory, folder), "*.yml").Order(StringComparer.Ordinal)
                .Select(f => $"{folder}/{Path.GetFileName(f)}")
            : [];

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.DefaultIfEmpty("none"));

    private bool IsStray(string variable) =>
        ConfigLoader.IsSetting(variable) &&
        !AllFiles.Any(f => variable.StartsWith(ConfigLoader.VariablePrefixOf(f), StringComparison.Ordinal));
}
