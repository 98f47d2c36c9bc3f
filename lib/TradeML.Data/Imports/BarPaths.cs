using System.IO.Enumeration;
using TradeML.Core.Errors;

namespace TradeML.Data.Imports;

/// <summary>The files that the user means by files, folders and patterns such as <c>data/*.csv</c>.</summary>
public static class BarPaths
{
    private static readonly string[] Endings = [".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".parquet"];

    /// <summary>The files, each once, in ordinal order; of a folder those that end as files of bars do.</summary>
    /// <param name="paths">What was typed, as absolute paths.</param>
    /// <exception cref="TradeMLException">Bad input: there is no such file, or none in a folder or pattern.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string[] Of(string path)
    {
        if (File.Exists(path)) return [path];
        var (folder, pattern) = Directory.Exists(path) ? (path, null)
            : (Path.GetDirectoryName(path) ?? "", Path.GetFileName(path));
        if (pattern is not null && pattern.IndexOfAny(['*', '?']) < 0)
            throw new TradeMLException(ErrorKind.BadInput, "The file does not exist.", path, "Check the path.");
        string[] found = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(file => pattern is null
                ? Array.Exists(Endings, e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase))
                : FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(file), ignoreCase: false))]
            : [];
        return found.Length > 0 ? found : throw new TradeMLException(
            ErrorKind.BadInput, "There is no file of bars.", path,
            $"Check the path; in a folder, names end in {string.Join(", ", Endings)}.");
    }
}
