using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using TradeML.Lake;
using TradeML.Node.Log;
using TradeML.Node.Loops;
using TradeML.Node.Status;
using TradeML.Ops.Settings;

namespace TradeML.Cli.Rendering;

/// <summary>
/// How a running node looks: a live view on a terminal, one line an event otherwise, one JSON document an event with
/// <c>--json</c>.
/// </summary>
internal sealed class NodeView : IDisposable
{
    private const int ForecastEvery = 15;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions OneLine = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly AtaContext context;
    private readonly bool live;

    private NodeView(AtaContext context, bool live)
    {
        this.context = context;
        this.live = live;
    }

    /// <summary>Events of the level ERROR so far.</summary>
    public int Errors { get; private set; }

    /// <summary>Chooses the look.</summary>
    /// <param name="context">The run.</param>
    /// <param name="plain">Whether lines are wanted on a terminal too.</param>
    public static NodeView Create(AtaContext context, bool plain)
    {
        var profile = context.Host.Out.Profile;
        return new NodeView(context,
            !plain && !context.Json && !context.Quiet && profile.Capabilities.Ansi && profile.Capabilities.Interactive
                && profile.Out.IsTerminal);
    }

    /// <summary>Takes an event.</summary>
    /// <param name="entry">The event.</param>
    public void Add(NodeEvent entry)
    {
        if (entry.Level == NodeEventLevel.Error) Errors++;
        if (live || (context.Quiet && entry.Level == NodeEventLevel.Info)) return;
        var writer = context.Host.Out.Profile.Out.Writer;
        writer.WriteLine(context.Json ? JsonSerializer.Serialize(entry, OneLine) : entry.ToLine());
        writer.Flush();
    }

    /// <summary>Shows a node until its run ends.</summary>
    /// <param name="node">The node.</param>
    /// <param name="lake">Its lake.</param>
    /// <param name="configuration">Registry and budgets, for the forecast.</param>
    /// <param name="run">Its run.</param>
    public async Task ShowAsync(NodeHost node, DataLake lake, TradeMLConfiguration configuration, Task run)
    {
        if (live)
        {
            var (forecast, seconds) = ("", 0);
            await context.Host.Out.Live(new Text("")).AutoClear(false).StartAsync(async display =>
            {
                while (!run.IsCompleted)
                {
                    if (seconds++ % ForecastEvery == 0)
                        forecast = AuditViews.Forecast(lake, configuration, context.Host).Text;
                    display.UpdateTarget(
                        NodePanel.Draw(node.Status(), NodeFigures.Read(lake, context.Host.Clock),
                            context.Host.Clock.GetUtcNow(), forecast));
                    await Task.WhenAny(run, Task.Delay(Refresh, context.Host.Clock));
                }

                display.UpdateTarget(
                    NodePanel.Draw(node.Status("stopped"), NodeFigures.Read(lake, context.Host.Clock),
                        context.Host.Clock.GetUtcNow()));
            });
        }

        await run;
    }

    /// <inheritdoc/>
    public void Dispose() => context.Host.Out.Profile.Out.Writer.Flush();
}
