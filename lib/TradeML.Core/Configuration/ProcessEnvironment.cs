using System.Collections;
using TradeML.Core.Errors;

namespace TradeML.Core.Configuration;

/// <summary>Environment variables of this process, with those of a <c>.env</c> file beneath them.</summary>
public static class ProcessEnvironment
{
    /// <summary>The process's variables; a variable that only the file sets comes from the file.</summary>
    /// <param name="envFile">A file of <c>NAME=value</c> lines (comments with <c>#</c>, optional quotes, optional
    /// <c>export</c>), or null. It need not exist.</param>
    /// <exception cref="TradeMLException">Bad input: a line of the file is not <c>NAME=value</c>; names the line, never
    /// its content.</exception>
    public static IReadOnlyDictionary<string, string> Read(string? envFile = null)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (envFile is not null && File.Exists(envFile))
            foreach (var (name, value) in Parse(File.ReadLines(envFile), envFile)) variables[name] = value;
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }

    /// <summary>The variables of a <c>.env</c> file's lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="name">Name of the file, for errors.</param>
    /// <exception cref="TradeMLException">Bad input: a line is not <c>NAME=value</c>.</exception>
    public static IEnumerable<(string Name, string Value)> Parse(IEnumerable<string> lines, string name)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var number = 0;
        foreach (var raw in lines)
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals > 0 ? line[..equals].TrimEnd() : "";
            if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                throw new TradeMLException(ErrorKind.BadInput, "The line is not NAME=value.", $"{name}:{number}",
                    "Write one variable a line; comments begin with #.");
            yield return (key, Unquote(line[(equals + 1)..].Trim()));
        }
    }

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]) return value[1..^1];
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment >= 0 ? value[..comment].TrimEnd() : value;
    }
}
