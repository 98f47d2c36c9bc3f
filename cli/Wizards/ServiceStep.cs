using System.Text;
using TradeML.Core.Files;

namespace TradeML.Cli.Wizards;

/// <summary>The systemd unit that starts the node with the machine.</summary>
internal static class ServiceStep
{
    private const string Nowhere = "none";

    /// <summary>The unit of this machine: the packaged one with the paths that were answered.</summary>
    /// <param name="template">The packaged unit.</param>
    /// <param name="root">The lake's folder.</param>
    /// <param name="directory">The folder of <c>.env</c>.</param>
    /// <param name="program">The program.</param>
    /// <param name="user">The account it runs under.</param>
    public static string Render(string template, string root, string directory, string program, string user)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["RequiresMountsFor"] = Escape(root), ["User"] = user, ["WorkingDirectory"] = Escape(directory),
            ["ExecStart"] = $"{Escape(program)} node run", ["ReadWritePaths"] = Escape(root),
        };
        return string.Join('\n',
            template.Split('\n')
                .Select(line =>
                    lines.TryGetValue(line.Split('=')[0], out var value) ? $"{line.Split('=')[0]}={value}" : line));
    }

    /// <summary>Asks where the unit goes.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        var question = new Question("--unit", "Write a systemd unit to which file? (none: no unit)", _ => null)
        {
            Default = OperatingSystem.IsLinux() && setup.Machine.IsPi
                ? Path.Combine(setup.Context.Host.WorkingDirectory, "ata-node.service")
                : Nowhere,
        };
        // Nothing hangs on it: without an answer there is no unit.
        var path = await setup.Questions.AnswerAsync(question, setup.Answers.Unit,
            ask && setup.Questions.Interactive ? null : Nowhere, ask, token);
        setup.UnitPath = path is null or Nowhere or "" ? null : setup.Context.Absolute(path);
    }

    /// <summary>Writes the unit.</summary>
    /// <param name="setup">The run, with a <see cref="NodeSetup.UnitPath"/>.</param>
    public static void Write(NodeSetup setup)
    {
        using var stream = typeof(ServiceStep).Assembly.GetManifestResourceStream("ata-node.service")!;
        using var reader = new StreamReader(stream);
        var program = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "ata"
            ? path
            : Path.Combine(AppContext.BaseDirectory, "ata");
        var unit = Render(reader.ReadToEnd(), setup.Root, setup.Context.Host.WorkingDirectory, program,
            Environment.UserName);
        OutputFile.Write(setup.UnitPath!, Encoding.UTF8.GetBytes(unit));
    }

    // systemd reads % as a specifier, and blanks end a path.
    private static string Escape(string path) =>
        path.Replace("%", "%%", StringComparison.Ordinal).Replace(" ", "\\x20", StringComparison.Ordinal);
}
