using System.CommandLine;
using System.Globalization;
using TradeML.Cli.Rendering;
using TradeML.Cli.Wizards;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Cli.Commands;

/// <summary><c>ata wizard node</c>: sets up a collecting node step by step.</summary>
internal static class WizardCommand
{
    /// <summary>What it does, in the list of verbs.</summary>
    public const string Summary = "Set up step by step";

    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var wizard = new Command("wizard", Summary);
        wizard.Subcommands.Add(CreateNode(host));
        return wizard;
    }

    private static Command CreateNode(AtaHost host)
    {
        var root = Text("--root", "Where the lake lies, for example /mnt/ssd/data_layer", "DIR");
        var nodeId = Text("--node-id", "Name of the node (default: the machine's)", "NAME");
        var keys = VendorKey.All
            .Select(k =>
                (Key: k, Option: Text(k.Option, $"Environment variable to take {k.Variable} from", "VARIABLE")))
                .ToList();
        var agent = Text("--sec-user-agent", "Name and e-mail address for the SEC (SEC_USER_AGENT)", "TEXT");
        var stdin = new Option<bool>(
            "--keys-from-stdin")
        { Description = "Read NAME=value lines with keys from standard input" };
        var inflight = Text("--max-inflight", "Requests in flight per vendor (default: 1 on a Pi, 2 elsewhere)", "N");
        var vendorInflight = Text("--vendor-max-inflight",
            "Vendors with a number of their own, or none (default: alpaca=2)", "VENDOR=N,...");
        var symbols = Text("--symbols", "Symbols, separated by commas", "A,B,C");
        var file = Text("--symbols-file", "File with one symbol a line", "FILE");
        var top = Arguments.Between(
            new Option<int?>("--top")
            {
                Description = "The first N symbols of Alpaca's list (default: 100)",
                HelpName = "N"
            }, 1, 20_000);
        var years = Text("--years", "Years of daily bars (default: 5)", "N");
        var minuteYears = Text("--minute-years", "Years of minute bars; 0: none (default: 1)", "N");
        var feed = new Option<string>(
            "--feed")
        {
            Description = "Alpaca's feed of the daily bars: sip (all venues) or iex (one venue)",
            DefaultValueFactory = _ => "sip"
        };
        feed.AcceptOnlyFromAmong("sip", "iex");
        var time = Text("--maintenance-time", "When the nightly maintenance begins, New York time (default: 02:00)",
            "HH:MM");
        var unit = Text("--unit", "Write a systemd unit to this file; none: no unit", "FILE");
        var start = new Option<bool?>("--start") { Description = "Start the node at the end" };
        var yes = new Option<bool>("--yes") { Description = "Ask nothing: take what is set already and the defaults" };
        var command = new Command("node",
            "Set up a collecting node on this machine; again, it shows what is set and changes what you say")
        {
            root, nodeId, agent, stdin, inflight, vendorInflight, symbols, file, top, years, minuteYears, feed, time,
            unit, start, yes,
        };
        foreach (var (_, option) in keys) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (new Option[] { symbols, file, top }.Count(o => result.GetResult(o) is not null) > 1)
                result.AddError("--symbols, --symbols-file and --top exclude each other.");
        });
        AtaContext.SetAction(command.WithExamples(
            "ata wizard node",
            "ata wizard node --root /mnt/ssd/data_layer --symbols-file universe.txt --yes    # "
                + "keys from the environment",
            "ata wizard node --maintenance-time 03:30 --yes                                  # changes one thing"),
            host, (context, parse, token) =>
        {
            var answers = new NodeAnswers
            {
                Root = parse.GetValue(root), NodeId = parse.GetValue(nodeId),
                Environment = parse.GetValue(GlobalOptions.Env),
                Keys = Keys(context, keys.Select(k => (k.Key, parse.GetValue(k.Option))), parse.GetValue(agent),
                    parse.GetValue(stdin)),
                MaxInflight = parse.GetValue(inflight), VendorMaxInflight = parse.GetValue(vendorInflight),
                Symbols = parse.GetValue(top)?.ToString(CultureInfo.InvariantCulture) ?? parse.GetValue(symbols),
                SymbolsFile = parse.GetValue(file),
                Years = parse.GetValue(years), MinuteYears = parse.GetValue(minuteYears), Feed = parse.GetValue(feed)!,
                MaintenanceTime = parse.GetValue(time), Unit = parse.GetValue(unit), Start = parse.GetValue(start),
            };
            var questions = new Questions(host.Out, host.Terminal && !context.Json, parse.GetValue(yes));
            var env = EnvFile.Read(Path.Combine(host.WorkingDirectory, ".env"));
            return new NodeWizard(new NodeSetup(context, answers, questions, Machine.Detect(), env)).RunAsync(token);
        });
        return command;
    }

    private static Option<string?> Text(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    private static Dictionary<string, string> Keys(
        AtaContext context, IEnumerable<(VendorKey Key, string? Variable)> named, string? agent, bool fromInput)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        if (fromInput)
            foreach (var (name, value) in ProcessEnvironment.Parse(context.Host.Input.ReadToEnd().Split('\n'),
                "standard input"))
                keys[name] = name == VendorKey.SecUserAgent || VendorKey.All.Any(k => k.Variable == name)
                    ? value
                    : throw new TradeMLException(ErrorKind.BadInput, $"{name} is no key of a vendor.", "standard input",
                        $"Known are {string.Join(", ", VendorKey.All.Select(k => k.Variable))}.");
        foreach (var (key, variable) in named)
            if (variable is not null)
                keys[key.Variable] = context.Host.Variables.GetValueOrDefault(variable) is { Length: > 0 } value
                    ? value
                    : throw new TradeMLException(ErrorKind.BadInput,
                        $"The environment variable that {key.Option} names is not set.", key.Option);
        if (agent is not null) keys[VendorKey.SecUserAgent] = agent;
        return keys;
    }
}
