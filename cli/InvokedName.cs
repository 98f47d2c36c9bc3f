namespace TradeML.Cli;

/// <summary>
/// The name the process was started under: through a link called <c>ata-train</c> the tool behaves as <c>ata train</c>.
/// </summary>
internal static class InvokedName
{
    /// <summary>The file name of argv[0], without an extension; <c>ata</c> when it can't be told.</summary>
    public static string OfThisProcess()
    {
        // /proc/self/exe and Environment.ProcessPath resolve links; only the command line keeps the name that was
        // typed.
        const string commandLine = "/proc/self/cmdline";
        var first = File.Exists(commandLine) ? File.ReadAllText(commandLine).Split('\0')[0] : Environment.ProcessPath;
        return string.IsNullOrEmpty(first) ? "ata" : Path.GetFileNameWithoutExtension(first);
    }

    /// <summary>
    /// The arguments as <c>ata</c> itself would have been given them: <c>ata-audit gaps</c> becomes <c>audit gaps</c>.
    /// </summary>
    /// <param name="name">The name the process was started under.</param>
    /// <param name="args">Its arguments.</param>
    public static string[] Expand(string name, string[] args) =>
        name.StartsWith("ata-", StringComparison.Ordinal) && name.Length > 4 ? [name[4..], .. args] : args;
}
