using TradeML.Data.Settings;
using TradeML.Node.Stage;

namespace TradeML.Cli.Wizards;

/// <summary>One run of <c>ata wizard node</c>: what the steps know and decide.</summary>
internal sealed class NodeSetup
{
    private readonly Dictionary<string, string> fromFile;

    /// <summary>Begins a run.</summary>
    /// <param name="context">The run of the tool.</param>
    /// <param name="answers">What the options answered.</param>
    /// <param name="questions">How questions are answered.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="env">The <c>.env</c> file of the working directory.</param>
    public NodeSetup(AtaContext context, NodeAnswers answers, Questions questions, Machine machine, EnvFile env)
    {
        (Context, Answers, Questions, Machine, Env) = (context, answers, questions, machine, env);
        fromFile = new Dictionary<string, string>(env.Variables, StringComparer.Ordinal);
    }

    /// <summary>The run of the tool.</summary>
    public AtaContext Context { get; }

    /// <summary>What the options answered.</summary>
    public NodeAnswers Answers { get; }

    /// <summary>How questions are answered.</summary>
    public Questions Questions { get; }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The <c>.env</c> file of the working directory.</summary>
    public EnvFile Env { get; }

    /// <summary>The lake's folder, absolute; empty while unknown.</summary>
    public string Root { get; set; } = "";

    /// <summary>What the stage shall be; null when it stays as it is.</summary>
    public StagePlan? Stage { get; set; }

    /// <summary>Where the systemd unit is written; null: nowhere.</summary>
    public string? UnitPath { get; set; }

    /// <summary>Today's session day.</summary>
    public DateOnly Today => Core.Time.ExchangeCalendar.Xnys.TradingDayOf(Context.Host.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The stage that the lake holds already, or null.</summary>
    public NodeStage? HeldStage =>
        Root.Length > 0 && File.Exists(NodeInit.StagePath(Root)) ? NodeStage.Read(NodeInit.StagePath(Root)) : null;

    /// <summary>
    /// Variables in force after the wizard: those of the process above those of the file as it is now.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>(Env.Variables, StringComparer.Ordinal);
            foreach (var (name, value) in Context.Host.Variables)
                if (OfProcess(name) is not null) variables[name] = value;
            return variables;
        }
    }

    /// <summary>A variable that the process itself sets, or null.</summary>
    /// <param name="name">The variable.</param>
    public string? OfProcess(string name) =>
        Context.Host.Variables.TryGetValue(name, out var value) && value.Length > 0
            && fromFile.GetValueOrDefault(name) != value
            ? value
            : null;

    /// <summary>
    /// What is set already: the file's variable, else the process's; null when neither says anything.
    /// </summary>
    /// <param name="name">The variable.</param>
    public string? Set(string name) =>
        Env.Variables.GetValueOrDefault(name) is { Length: > 0 } own ? own : OfProcess(name);

    /// <summary>
    /// Variables of the file that the process overrides, so that changing the file has no effect while they are set.
    /// </summary>
    public IReadOnlyList<string> Overridden =>
        [.. Env.Variables.Where(v => OfProcess(v.Key) is { } other && other != v.Value).Select(v => v.Key)];
}
