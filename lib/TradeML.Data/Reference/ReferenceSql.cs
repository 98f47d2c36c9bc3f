using TradeML.Lake;
using TradeML.Lake.Manifests;

namespace TradeML.Data.Reference;

/// <summary>The SQL files of this folder, filled in with the files of a lake.</summary>
internal static class ReferenceSql
{
    /// <summary>
    /// Loads an embedded SQL file and puts the list of Parquet files and the instant of the view into it.
    /// </summary>
    public static string Load(string name, DataLake lake, IReadOnlyList<ManifestEntry> files, DateTime? asOf)
    {
        Manifest.RequireHere(files);
        using var stream = typeof(ReferenceSql).Assembly.GetManifestResourceStream("sql/" + name)
            ?? throw new InvalidOperationException($"The SQL file {name} is not embedded.");
        using var reader = new StreamReader(stream);
        var paths = files.Select(f => Quote(Path.Combine(lake.Root, f.Path.Replace('/', Path.DirectorySeparatorChar))));
        return reader.ReadToEnd().TrimEnd().TrimEnd(';')
            .Replace("{files}", $"[{string.Join(", ", paths)}]", StringComparison.Ordinal)
            .Replace("{as_of}", Instant(asOf ?? DateTime.MaxValue.AddYears(-1)), StringComparison.Ordinal);
    }

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Instant(DateTime utc) => $"TIMESTAMPTZ '{utc:yyyy-MM-dd HH:mm:ss.ffffff}+00'";
}
