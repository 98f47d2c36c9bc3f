using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeML.Core.Errors;
using TradeML.Core.Time;
using TradeML.Data.Ingest.Budgets;
using TradeML.Data.Ingest.Routing;
using TradeML.Data.Queue;
using TradeML.Lake;
using TradeML.Node.Log;
using TradeML.Node.Stage;
using TradeML.Node.Status;

namespace TradeML.Node.Loops;

/// <summary>
/// A node: four loops that collect, audit, curate and export by themselves (SSOT §5.1). All waiting follows the given
/// clock; only the network takes real time.
/// </summary>
public sealed class NodeHost : IDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);
    private readonly NodeContext node;
    private readonly INodeLoop[] loops;
    private readonly DateTimeOffset started;
    private Exception? fault;

    /// <summary>Creates a node.</summary>
    /// <param name="lake">Its lake, open for writing, with a stage.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="vendors">Its vendors; null when nothing is fetched.</param>
    /// <param name="log">Where it says what happens.</param>
    /// <param name="time">Clock.</param>
    /// <param name="calendar">Listing exchange; null: XNYS.</param>
    /// <exception cref="TradeMLException">Data missing: the lake has no stage. Bad input: a fault in the stage, or an
    /// unknown time zone.</exception>
    public NodeHost(
        DataLake lake, NodeSettings settings, VendorSetup? vendors, NodeLog log, TimeProvider time,
        ExchangeCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(time);
        calendar ??= ExchangeCalendar.Xnys;
        Activity = new NodeActivity(time);
        node = new NodeContext(lake, settings, vendors, time, calendar, Activity, log, new NodeGate(lake));
        _ = node.Stage();
        var schedule = new DailySchedule(settings.Edge.MaintenanceTime, settings.Edge.MaintenanceZone);
        loops =
        [
            new ForwardIngestLoop(node), new PlannerLoop(node, schedule, new StageGate(lake, settings, time, calendar)),
            new QueueWorkerLoop(node),
            new MaintenanceLoop(node, schedule),
        ];
        started = time.GetUtcNow();
    }

    /// <summary>What its loops are doing.</summary>
    public NodeActivity Activity { get; }

    /// <summary>What it says about itself.</summary>
    /// <param name="state"><c>running</c>, <c>stopping</c> or <c>stopped</c>.</param>
    public NodeStatus Status(string state = "running") => new()
    {
        NodeId = node.Settings.Edge.NodeId,
        Host = Environment.MachineName,
        ProcessId = Environment.ProcessId,
        Version = typeof(NodeHost).Assembly.GetName().Version!.ToString(3),
        State = state,
        StartedAt = started,
        HeartbeatAt = node.Now,
        Parts = Activity.Parts,
        Vendors = [
            .. (node.Vendors?.Budgets ?? new Dictionary<string, VendorBudget>()).Values.Select(b => b.State())
                .OrderBy(b => b.Vendor, StringComparer.Ordinal)],
        Events = [.. node.Log.Recent.TakeLast(20)],
    };

    /// <summary>Runs until it is cancelled; then it gives its leases back and stops within ten seconds.</summary>
    /// <param name="token">Stops the node.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TradeMLException">A loop failed in a way that waiting does not mend.</exception>
    public async Task RunAsync(CancellationToken token)
    {
        foreach (var loop in loops) Activity.Working(loop.Name, "starting");
        var writer = new StatusService(node, Status);
        writer.Write("running");
        node.Log.Info("node", $"Node '{node.Settings.Edge.NodeId}' starts.");
        using (var host = Build(writer))
        {
            await host.StartAsync(token).ConfigureAwait(false);
            await host.WaitForShutdownAsync(token).ConfigureAwait(false);
        }

        Stopped(writer);
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
        token.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Does everything that is due once: asks for new sessions, audits, works the queue until nothing is left for now,
    /// maintains when it is time.
    /// </summary>
    /// <param name="token">Stops the node.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TradeMLException">Storage or vendor: what failed.</exception>
    public async Task RunOnceAsync(CancellationToken token)
    {
        var writer = new StatusService(node, Status);
        writer.Write("running");
        try
        {
            foreach (var loop in loops)
                if (loop.Next(node.Now, woken: false).At <= node.Now)
                    await (loop is QueueWorkerLoop worker ? WorkOnceAsync(worker, token) : loop.RunAsync(token))
                        .ConfigureAwait(false);
        }
        finally
        {
            Stopped(writer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => node.Gate.Dispose();

    private async Task WorkOnceAsync(QueueWorkerLoop worker, CancellationToken token)
    {
        await worker.RunOnceAsync(token).ConfigureAwait(false);
        await loops.OfType<PlannerLoop>().Single().RunAsync(token).ConfigureAwait(false); // what the answers mean
    }

    private void Stopped(StatusService writer)
    {
        foreach (var loop in loops) Activity.Remove(loop.Name);
        if (fault is null) node.Lake.Control.Write(tx => BackfillQueue.ReleaseLeases(tx, node.Settings.Edge.NodeId));
        if (fault is TradeMLException e) node.Log.Error("node", e);
        node.Log.Info("node", $"Node '{node.Settings.Edge.NodeId}' has stopped.");
        writer.Write("stopped");
    }

    private IHost Build(StatusService writer)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(o =>
        {
            o.ShutdownTimeout = StopWithin;
            o.ServicesStopConcurrently = true;
            o.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.StopHost;
        });
        builder.Services.AddSingleton<IHostedService>(writer);
        foreach (var loop in loops)
            builder.Services.AddSingleton<IHostedService>(new LoopService(loop, node, e => fault ??= e));
        return builder.Build();
    }
}
