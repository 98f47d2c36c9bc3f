using System.Diagnostics;

namespace EndToEnd.Tests;

/// <summary>The real program as a child process.</summary>
public sealed class AtaProcess : IDisposable
{
    private readonly Process process;

    private AtaProcess(Process process) => this.process = process;

    /// <summary>Path of the program beside the tests.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "ata.exe" : "ata");

    /// <summary>Starts it.</summary>
    public static AtaProcess Start(
        string directory, string[] args, IReadOnlyDictionary<string, string>? variables = null,
        string? executable = null)
    {
        var start = new ProcessStartInfo(executable ?? Executable, args)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new AtaProcess(Process.Start(start)!);
    }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Its standard output.</summary>
    public StreamReader Out => process.StandardOutput;

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Out, string Error)> WaitAsync(CancellationToken token = default)
    {
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Takes its power away, unless it has ended by itself.</summary>
    public async Task KillAfterAsync(TimeSpan delay)
    {
        var drain = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(delay)) != ended) process.Kill();
        await ended;
        await drain;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
