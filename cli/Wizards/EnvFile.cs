using System.Text;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Core.Files;

namespace TradeML.Cli.Wizards;

/// <summary>
/// A <c>.env</c> file that is patched: a variable's line is replaced or added, every other line stays as it was.
/// </summary>
internal sealed class EnvFile
{
    private readonly List<string> lines;

    private EnvFile(string path, List<string> lines)
    {
        Path = path;
        this.lines = lines;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether something differs from what is on the disk.</summary>
    public bool Changed { get; private set; }

    /// <summary>The variables as the file sets them now.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in ProcessEnvironment.Parse(lines, Path)) variables[name] = value;
            return variables;
        }
    }

    /// <summary>Reads a file; one that is not there is empty.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TradeMLException">Bad input: a line is not <c>NAME=value</c>.</exception>
    public static EnvFile Read(string path)
    {
        var file = new EnvFile(path, File.Exists(path) ? [.. File.ReadAllLines(path)] : []);
        _ = file.Variables;
        return file;
    }

    /// <summary>Sets a variable; the same value again changes nothing.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value: one line, without both kinds of quotes.</param>
    /// <exception cref="TradeMLException">Bad input: the value can't be written on one line; it is not
    /// shown.</exception>
    public void Set(string name, string value)
    {
        if (Variables.TryGetValue(name, out var old) && old == value) return;
        var line = $"{name}={Quote(name, value)}";
        var at = lines.FindLastIndex(l => NameOf(l) == name);
        if (at >= 0) lines[at] = line;
        else lines.Add(line);
        Changed = true;
    }

    /// <summary>Takes a variable out; its absence changes nothing.</summary>
    /// <param name="name">The variable.</param>
    public void Remove(string name) => Changed |= lines.RemoveAll(l => NameOf(l) == name) > 0;

    /// <summary>
    /// Writes the file so that a crash leaves the old one or the new one, readable by its owner only from its first
    /// byte on.
    /// </summary>
    public void Write()
    {
        OutputFile.Write(Path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), ownerOnly: true);
        Changed = false;
    }

    /// <summary>Takes the file away from everyone but its owner, if it is there.</summary>
    public void Protect()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(Path))
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string? NameOf(string line)
    {
        var text = line.Trim();
        if (text.StartsWith('#')) return null;
        if (text.StartsWith("export ", StringComparison.Ordinal)) text = text[7..].TrimStart();
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? text[..equals].TrimEnd() : null;
    }

    private static string Quote(string name, string value)
    {
        if (value.Any(char.IsControl)
            || (value.Contains('"', StringComparison.Ordinal) && value.Contains('\'', StringComparison.Ordinal)))
            throw new TradeMLException(ErrorKind.BadInput,
                $"The value of {name} can't be written to .env: it has a control character or both kinds of quotes.",
                Path(name));
        if (value.Length > 0
            && value.All(c => char.IsAsciiLetterOrDigit(c) || "._-/:@+=,~".Contains(c, StringComparison.Ordinal)))
            return value;
        return value.Contains('"', StringComparison.Ordinal) ? $"'{value}'" : $"\"{value}\"";

        static string Path(string variable) => $"variable {variable}";
    }
}
