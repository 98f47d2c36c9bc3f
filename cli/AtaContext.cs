using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TradeML.Cli.Rendering;
using TradeML.Core.Configuration;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;
using TradeML.Core.Universe;
using TradeML.Data.Settings;
using TradeML.Lake;
using TradeML.Lake.DuckDb;
using TradeML.Ops.Settings;
using TradeML.Research.Features;
using TradeML.Research.Labels;
using TradeML.Store.KnownAt;
using TradeML.Store.Tables;

namespace TradeML.Cli;

/// <summary>One run of one command: the surroundings together with the global options as given.</summary>
internal sealed class AtaContext
{
    private readonly ParseResult parse;

    private AtaContext(AtaHost host, ParseResult parse)
    {
        Host = host;
        Json = parse.GetValue(GlobalOptions.Json);
        Quiet = parse.GetValue(GlobalOptions.Quiet);
        this.parse = parse;
        NamedLake = parse.GetValue(GlobalOptions.Lake);
        ExplicitLake = NamedLake ?? host.Variables.GetValueOrDefault("TRADEML_LAKE");
        EnvironmentName = parse.GetValue(GlobalOptions.Env) ?? host.Variables.GetValueOrDefault("TRADEML_ENV")
            ?? "local";
        ConfigDirectory = FindConfig(host, parse.GetValue(GlobalOptions.Config));
        if (parse.GetValue(GlobalOptions.NoColor) || host.Variables.ContainsKey("NO_COLOR"))
        {
            host.Out.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            host.Error.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }
    }

    /// <summary>The surroundings.</summary>
    public AtaHost Host { get; }

    /// <summary>Whether one JSON document is wanted.</summary>
    public bool Json { get; }

    /// <summary>Whether progress is unwanted.</summary>
    public bool Quiet { get; }

    /// <summary>The lake that was named by option, or null.</summary>
    public string? NamedLake { get; }

    /// <summary>The lake that was named by option or variable, or null.</summary>
    public string? ExplicitLake { get; private init; }

    /// <summary>The lake's root, absolute.</summary>
    public string LakeRoot => Absolute(ExplicitLake ?? "data_layer");

    /// <summary>The configuration directory, absolute.</summary>
    public string ConfigDirectory { get; }

    /// <summary>The configuration environment, for example <c>local</c>.</summary>
    public string EnvironmentName { get; }

    /// <summary>All settings of the environment, validated.</summary>
    public TradeMLConfiguration LoadConfiguration() =>
        TradeMLConfiguration.Load(ConfigDirectory, EnvironmentName, Host.Variables);

    /// <summary>
    /// Memory and threads of a run on files, from <c>edge.yml</c> alone; the defaults where there is no such file.
    /// </summary>
    /// <exception cref="TradeMLException">Bad input: the file has a fault.</exception>
    public EngineOptions LoadEngine() => File.Exists(Path.Combine(ConfigDirectory, "edge.yml"))
        ? ConfigLoader.Load<EdgeOptions>(ConfigDirectory, "edge.yml", EnvironmentName, Host.Variables).Engine
        : new EngineOptions();

    /// <summary>One feature set, from its own file alone: a run on files needs no other settings.</summary>
    /// <param name="name">Name of a file of <c>configs/features</c>, without its ending.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such set, or its file has a fault.</exception>
    public FeatureSetConfig LoadFeatureSet(string name) =>
        FeatureSetConfig.From(name, LoadSet<FeatureSetOptions>("features", "feature set", name));

    /// <summary>One set of labels, from its own file alone.</summary>
    /// <param name="name">Name of a file of <c>configs/labels</c>, without its ending.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such set, or its file has a fault.</exception>
    public LabelSetOptions LoadLabelSet(string name) => LoadSet<LabelSetOptions>("labels", "label set", name);

    /// <summary>Names of the label sets.</summary>
    public IReadOnlyList<string> LabelSetNames() => SetNames(Path.Combine(ConfigDirectory, "labels"));

    private static IReadOnlyList<string> SetNames(string path) =>
        Directory.Exists(path)
            ? [.. Directory.GetFiles(path, "*.yml").Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal)]
            : [];

    private T LoadSet<T>(string folder, string noun, string name) where T : class
    {
        var path = Path.Combine(ConfigDirectory, folder);
        var names = SetNames(path);
        if (!names.Contains(name))
            throw new TradeMLException(ErrorKind.BadInput, $"There is no {noun} '{name}'.", path,
                $"The sets are {string.Join(", ", names.DefaultIfEmpty("none"))}.");
        return ConfigLoader.Load<T>(ConfigDirectory, $"{folder}/{name}.yml", EnvironmentName, Host.Variables);
    }

    /// <summary>
    /// When names count as drawn from survivors, from <c>curator.yml</c> alone; the defaults where there is no such
    /// file.
    /// </summary>
    /// <exception cref="TradeMLException">Bad input: the file has a fault.</exception>
    public SurvivorshipOptions LoadSurvivorship() => File.Exists(Path.Combine(ConfigDirectory, "curator.yml"))
        ? ConfigLoader.Load<CuratorOptions>(ConfigDirectory, "curator.yml", EnvironmentName,
            Host.Variables).Survivorship
        : new SurvivorshipOptions();

    /// <summary>Opens the lake that this run works on.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="readOnly">Whether to read only, beside a process that may be writing.</param>
    /// <param name="create">Whether a lake that isn't there yet is made.</param>
    /// <param name="holder">Name of the node that opens it, told to whoever is refused meanwhile; null for a single
    /// command.</param>
    /// <param name="alone">Whether its control store is its own even where DB_URI is set.</param>
    /// <exception cref="TradeMLException">Data missing: there is no lake. Storage: it can't be opened.</exception>
    public DataLake OpenLake(
        TradeMLConfiguration configuration, bool readOnly = false, bool create = false, string? holder = null,
        bool alone = false)
    {
        if (!create && !DataLake.Exists(LakeRoot))
            throw new TradeMLException(ErrorKind.DataMissing, "There is no lake here yet.", LakeRoot,
                "Name one with --lake, or make one with `ata node init` or `ata demo`.");
        var options = new DataLakeOptions
        {
            MemoryLimitMb = configuration.Edge.Engine.MemoryLimitMb,
            Threads = configuration.Edge.Engine.EffectiveThreads,
            ReadOnly = readOnly,
            HolderName = holder,
            DbUri = alone ? default : new VendorKeys(Host.Variables)["DB_URI"],
            NodeId = configuration.Edge.NodeId,
            Derivations = DerivedTables.All(configuration.Curator),
        };
        var stored = StoreTables.Of(configuration.FeatureSets, configuration.LabelSets);
        return DataLake.Open(LakeRoot, new ContractCatalog(ContractCatalog.LoadEmbedded().Tables.Concat(stored)),
            options, Host.Clock, Host.Crash);
    }

    /// <summary>Wraps a handler as a command's action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="host">The surroundings.</param>
    /// <param name="run">The handler; returns the exit code.</param>
    public static void SetAction(
        Command command, AtaHost host, Func<AtaContext, ParseResult, CancellationToken, Task<int>> run) =>
        command.SetAction((parse, token) => run(new AtaContext(host, parse), parse, token));

    /// <summary>The same run with other environment variables.</summary>
    /// <param name="variables">The variables.</param>
    public AtaContext With(IReadOnlyDictionary<string, string> variables) =>
        new(Host with { Variables = variables }, parse);

    /// <summary>The same run on another lake.</summary>
    /// <param name="root">The lake's folder.</param>
    public AtaContext At(string root) => new(Host, parse) { ExplicitLake = root };

    /// <summary>A path as the user typed it, made absolute from the working directory.</summary>
    /// <param name="path">The path.</param>
    public string Absolute(string path) => Path.GetFullPath(path, Host.WorkingDirectory);

    /// <summary>Prints a result: the JSON document, or what <paramref name="render"/> draws.</summary>
    /// <param name="document">The result as it is serialised.</param>
    /// <param name="render">Draws it for people.</param>
    public void Emit(object document, Action<IAnsiConsole> render)
    {
        if (Json) Host.Out.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(document, JsonOutput.Options));
        else render(Host.Out);
    }

    /// <summary>Runs long work with a progress bar on a terminal, plain lines otherwise, nothing when quiet.</summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it reports through the line it is given.</param>
    public Task<T> WithProgressAsync<T>(string title, Func<ProgressLine, Task<T>> work) =>
        ProgressLine.RunAsync(Host, Quiet, title, work);

    private static string FindConfig(AtaHost host, string? named)
    {
        if (named is not null) return Path.GetFullPath(named, host.WorkingDirectory);
        var local = Path.Combine(host.WorkingDirectory, "configs");
        return Directory.Exists(local) ? local : Path.Combine(AppContext.BaseDirectory, "configs");
    }
}
