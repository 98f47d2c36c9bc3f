using Spectre.Console;

namespace TradeML.Cli.Rendering;

/// <summary>The progress of one piece of long work, on standard error.</summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);
    private readonly AtaHost host;
    private readonly string title;
    private readonly ProgressTask? bar;
    private readonly bool silent;
    private readonly Lock gate = new();
    private long lastPlain;

    private ProgressLine(AtaHost host, string title, ProgressTask? bar, bool silent)
    {
        this.host = host;
        this.title = title;
        this.bar = bar;
        this.silent = silent;
        lastPlain = host.Clock.GetTimestamp();
    }

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; 0 when unknown.</param>
    /// <param name="detail">A few words beside the bar.</param>
    public void Report(long done, long total, string detail = "")
    {
        if (silent) return;
        lock (gate)
        {
            if (bar is not null)
            {
                bar.IsIndeterminate = total <= 0;
                bar.MaxValue = Math.Max(1, total);
                bar.Value = done;
                bar.Description = detail.Length == 0
                    ? Markup.Escape(title)
                    : $"{Markup.Escape(title)} [grey]{Markup.Escape(detail)}[/]";
                return;
            }

            if (host.Clock.GetElapsedTime(lastPlain) < PlainInterval) return;
            lastPlain = host.Clock.GetTimestamp();
            host.Error.WriteLine(
                total > 0
                    ? $"{title}: {done:N0} of {total:N0} {detail}".TrimEnd()
                    : $"{title}: {done:N0} {detail}".TrimEnd());
        }
    }

    /// <summary>Runs work with a line of its own.</summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <param name="host">The surroundings.</param>
    /// <param name="quiet">Whether to show nothing.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(AtaHost host, bool quiet, string title, Func<ProgressLine, Task<T>> work)
    {
        if (quiet || !host.Error.Profile.Capabilities.Interactive || !host.Error.Profile.Capabilities.Ansi
            || !host.Error.Profile.Out.IsTerminal)
        {
            var started = host.Clock.GetTimestamp();
            var result = await work(new ProgressLine(host, title, null, quiet));
            if (!quiet)
                host.Error.WriteLine($"{title}: done in {host.Clock.GetElapsedTime(started).TotalSeconds:0.0} s");
            return result;
        }

        return await host.Error.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressLine(host, title, context.AddTask(Markup.Escape(title)), false)));
    }
}
