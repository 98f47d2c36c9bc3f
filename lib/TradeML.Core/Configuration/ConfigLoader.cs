using TradeML.Core.Configuration.Binding;
using TradeML.Core.Errors;

namespace TradeML.Core.Configuration;

/// <summary>
/// Reads one settings file in its three layers: <c>configs/X.yml</c>, then <c>configs/env/NAME/X.yml</c> where it
/// exists, then environment variables. Maps merge key by key; scalars and lists replace. A variable is
/// <c>TRADEML__FILE__KEY__KEY</c> in upper case (<c>TRADEML__BACKFILL__BACKOFF__BASE_SECONDS</c>; lists of texts with
/// commas), or the short name a property declares.
/// </summary>
public static class ConfigLoader
{
    /// <summary>Reads and validates settings; the object holds defaults for every key that no layer sets.</summary>
    /// <typeparam name="T">The options class of the file.</typeparam>
    /// <param name="configDirectory">The folder of the base files.</param>
    /// <param name="fileName">File below it, with <c>/</c>: <c>backfill.yml</c>,
    /// <c>training/equities_xs.yml</c>.</param>
    /// <param name="environment">Name of the environment (a folder in <c>env/</c>), or null for the base alone.</param>
    /// <param name="variables">Environment variables, as <see cref="ProcessEnvironment"/> gives them.</param>
    /// <exception cref="TradeMLException">
    /// Bad input: a missing file or environment, or any unknown key, wrong type or value out of range; all faults with
    /// file and line in one message.
    /// </exception>
    public static T Load<T>(
        string configDirectory, string fileName, string? environment, IReadOnlyDictionary<string, string> variables)
        where T : class
    {
        var faults = new List<ConfigFault>();
        var options = Read<T>(configDirectory, fileName, environment, variables, faults);
        ThrowIfAny(faults);
        return options;
    }

    /// <summary>
    /// Reads settings as <see cref="Load"/> does and adds what is wrong to a list, so that the faults of several files
    /// are told together.
    /// </summary>
    /// <typeparam name="T">The options class of the file.</typeparam>
    /// <param name="configDirectory">The folder of the base files.</param>
    /// <param name="fileName">File below it, with <c>/</c>.</param>
    /// <param name="environment">Name of the environment, or null for the base alone.</param>
    /// <param name="variables">Environment variables, as <see cref="ProcessEnvironment"/> gives them.</param>
    /// <param name="faults">Takes the faults; see <see cref="ThrowIfAny"/>.</param>
    public static T Read<T>(
        string configDirectory, string fileName, string? environment, IReadOnlyDictionary<string, string> variables,
        IList<ConfigFault> faults)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(variables);
        var node = ReadLayer(Path.Combine(configDirectory, fileName), true, faults);
        if (!string.IsNullOrEmpty(environment))
        {
            CheckEnvironment(configDirectory, environment, faults);
            node = node.Under(ReadLayer(Path.Combine(configDirectory, "env", environment, fileName), false, faults));
        }

        return Bind<T>(node.Under(EnvironmentLayer.Read(typeof(T), fileName, variables)), faults);
    }

    /// <summary>Reads and validates settings that stand in a text of their own, without further layers.</summary>
    /// <typeparam name="T">The options class of the text.</typeparam>
    /// <param name="yaml">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="noun">What has the faults, in messages.</param>
    /// <exception cref="TradeMLException">Bad input: any unknown key, wrong type or value out of range; all faults in
    /// one message.</exception>
    public static T Parse<T>(string yaml, string name, string noun) where T : class
    {
        var faults = new List<ConfigFault>();
        var node = YamlLayer.Parse(yaml, name, faults) ?? ConfigNode.OfMap(name);
        var options = faults.Count == 0 ? Bind<T>(node, faults) : null;
        ThrowIfAny(faults, noun);
        return options!;
    }

    /// <summary>Whether a variable's name is that of a setting, of whatever file.</summary>
    /// <param name="variable">Name of an environment variable.</param>
    public static bool IsSetting(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable.StartsWith(EnvironmentLayer.Prefix, StringComparison.Ordinal);
    }

    /// <summary>
    /// The prefix of a file's variables: <c>training/equities_xs.yml</c> gives <c>TRADEML__TRAINING__EQUITIES_XS__</c>.
    /// </summary>
    /// <param name="fileName">Settings file, with <c>/</c>.</param>
    public static string VariablePrefixOf(string fileName) => EnvironmentLayer.PrefixOf(fileName);

    /// <summary>Tells all faults in one message.</summary>
    /// <param name="faults">What is wrong.</param>
    /// <param name="noun">What has the faults.</param>
    /// <exception cref="TradeMLException">Bad input: there is a fault.</exception>
    public static void ThrowIfAny(IReadOnlyCollection<ConfigFault> faults, string noun = "configuration")
    {
        ArgumentNullException.ThrowIfNull(faults);
        Throw(faults, noun);
    }

    private static void Throw(IReadOnlyCollection<ConfigFault> faults, string noun)
    {
        if (faults.Count == 0) return;
        var distinct = faults.Distinct().ToList();
        var lines = string.Join(Environment.NewLine, distinct.Select(f => $"  {f.Place}: {f.Message}"));
        var title = distinct.Count == 1 ? $"The {noun} has a fault:" : $"The {noun} has {distinct.Count} faults:";
        throw new TradeMLException(ErrorKind.BadInput, title + Environment.NewLine + lines, distinct[0].Place,
            "Correct every line named above and run again.");
    }

    private static T Bind<T>(ConfigNode node, IList<ConfigFault> faults)
        where T : class => (T)new OptionsBinder(faults).Bind(typeof(T), node);

    private static ConfigNode ReadLayer(string path, bool mustExist, IList<ConfigFault> faults)
    {
        if (!File.Exists(path))
        {
            if (mustExist) faults.Add(new(path, "The settings file does not exist."));
            return ConfigNode.OfMap(path);
        }

        var node = YamlLayer.Read(path, faults);
        if (node is { Map: null, IsNull: false })
            faults.Add(new(node.Place, "A settings file holds keys with values."));
        return node is { Map: not null } ? node : ConfigNode.OfMap(path);
    }

    private static void CheckEnvironment(string configDirectory, string environment, IList<ConfigFault> faults)
    {
        var folder = Path.Combine(configDirectory, "env");
        if (Directory.Exists(Path.Combine(folder, environment)) && !environment.Contains('/')
            && !environment.Contains('\\')) return;
        var known = Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Select(Path.GetFileName).Order().ToArray()
            : [];
        faults.Add(new(folder, $"There is no environment '{environment}'; known are {string.Join(", ", known)}."));
    }
}
