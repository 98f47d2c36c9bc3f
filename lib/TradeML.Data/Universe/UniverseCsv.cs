using System.Globalization;
using System.Text;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Universe;

/// <summary>
/// Keeps <c>reference/universe.csv</c> at the content of reference/universe: one line an interval, replaced at once.
/// </summary>
internal static class UniverseCsv
{
    /// <summary>Where it lies, relative to the lake.</summary>
    public const string Path = "reference/universe.csv";

    private const string Bookmark = "universe.csv";

    /// <summary>
    /// Writes the file if it is missing or of another content; a crash in between is made good by the next build.
    /// </summary>
    public static async Task RefreshAsync(DataLake lake, CancellationToken ct)
    {
        var files = lake.Manifest.Files(UniverseTable.Name);
        if (files.Count == 0 || files.Any(f => !f.IsHere)) return;
        var hash = lake.Manifest.ContentHash(UniverseTable.Name);
        var full = System.IO.Path.Combine(lake.Root, Path.Replace('/', System.IO.Path.DirectorySeparatorChar));
        if (File.Exists(full) && Bookmarks.Get(lake.Control, Bookmark) == hash) return;
        await lake.Writer.WriteBlobAsync(Path, Encoding.UTF8.GetBytes(Text(UniverseIntervals.Read(lake))), ct)
            .ConfigureAwait(false);
        lake.Control.Write(tx => Bookmarks.Set(tx, Bookmark, hash));
    }

    /// <summary>The file's content.</summary>
    public static string Text(IEnumerable<UniverseInterval> intervals)
    {
        var text = new StringBuilder("symbol,security_id,start_date,end_date,reason\n");
        foreach (var i in intervals)
            text.Append(CultureInfo.InvariantCulture,
                $"{Cell(i.Symbol)},{Cell(i.SecurityId)},{i.Start:yyyy-MM-dd},{i.End:yyyy-MM-dd},{i.Reason}\n");
        return text.ToString();
    }

    private static string Cell(string? text) =>
        text is null
            ? ""
            : text.AsSpan().IndexOfAny(",\"\r\n") < 0
                ? text
                : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
