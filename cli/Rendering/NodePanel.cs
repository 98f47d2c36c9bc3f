using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TradeML.Data.Ingest.Budgets;
using TradeML.Node.Log;
using TradeML.Node.Status;

namespace TradeML.Cli.Rendering;

/// <summary>Draws what a node is doing: loops, queue, vendors, coverage, last events.</summary>
internal static class NodePanel
{
    private const int EventsShown = 8;

    /// <summary>Draws it.</summary>
    /// <param name="status">What the node says.</param>
    /// <param name="figures">Its numbers.</param>
    /// <param name="now">Now, for ages.</param>
    /// <param name="forecast">When the gaps will be filled, as a sentence; empty: unknown.</param>
    public static IRenderable Draw(NodeStatus status, NodeFigures figures, DateTimeOffset now, string forecast = "") =>
        new Rows(
            new Text(string.Create(
                CultureInfo.InvariantCulture,
                $"node '{status.NodeId}' {status.State}, process {status.ProcessId} on {status.Host}, since "
                    + $"{status.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; now {now.UtcDateTime:HH:mm:ss}"),
                new Style(decoration: Decoration.Bold)),
            Loops(status.Parts, now), Queue(figures), Vendors(status.Vendors), Coverage(figures),
            new Text(forecast.Length == 0 ? "" : $"time to GREEN: {forecast}"), Events(status.Events));

    private static Table Loops(IReadOnlyList<PartState> parts, DateTimeOffset now)
    {
        var table = Tables.New("loop", "state", "what", "until (UTC)");
        foreach (var part in parts)
            table.AddRow(
                new Text(part.Name),
                part.Working ? new Text("working", new Style(Color.Green)) : new Text("idle", new Style(Color.Grey)),
                new Text(part.What).Ellipsis(),
                new Text(part.Until is { } until ? $"{Instant(until)} ({Age(until - now)})" : ""));
        return table;
    }

    private static Table Queue(NodeFigures figures)
    {
        var table = Tables.New("queue", "#pending", "#leased", "#done", "#failed");
        foreach (var k in figures.Queue)
            table.AddRow(
                new Text(k.Kind), Count(k.Pending), Count(k.Leased), Count(k.Done),
                new Text($"{k.Failed:N0}", k.Failed > 0 ? new Style(Color.Red) : Style.Plain));
        return table;
    }

    private static Table Vendors(IReadOnlyList<BudgetState> vendors)
    {
        var table = Tables.New("vendor", "#spent today", "#cap", "#a minute", "count anew (UTC)", "rests until (UTC)");
        foreach (var v in vendors)
            table.AddText([
                v.Vendor, $"{v.Used:N0}", $"{v.DailyCap:N0}", $"{v.RequestsPerMinute:N0}", Instant(v.ResetsAt),
                v.FrozenUntil is { } frozen ? Instant(frozen) : ""]);
        return table;
    }

    private static Table Coverage(NodeFigures figures)
    {
        var table = Tables.New("table", "#GREEN", "#AMBER", "#RED", "#GREEN share");
        foreach (var c in figures.Coverage)
            table.AddRow(
                new Text(c.Name), new Text($"{c.Green:N0}", new Style(Color.Green)),
                new Text($"{c.Amber:N0}", new Style(Color.Yellow)),
                new Text($"{c.Red:N0}", new Style(Color.Red)), new Text(ModelViews.Share(c.GreenShare)));
        return table;
    }

    private static Rows Events(IReadOnlyList<NodeEvent> events) =>
        new(events.TakeLast(EventsShown).Select(e => new Text(e.ToLine(), e.Level switch
        {
            NodeEventLevel.Error => new Style(Color.Red),
            NodeEventLevel.Warning => new Style(Color.Yellow),
            _ => Style.Plain,
        })).DefaultIfEmpty(new Text("")));

    private static Text Count(long n) => new($"{n:N0}");

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A span of time in its largest unit.</summary>
    /// <param name="span">The span; a negative one has passed.</param>
    public static string Age(TimeSpan span)
    {
        var past = span < TimeSpan.Zero;
        span = span.Duration();
        var text = span.TotalDays >= 2
            ? $"{span.TotalDays:0} d"
            : span.TotalHours >= 2
                ? $"{span.TotalHours:0} h"
                : span.TotalMinutes >= 2 ? $"{span.TotalMinutes:0} min" : $"{span.TotalSeconds:0} s";
        return past ? text + " ago" : "in " + text;
    }
}
