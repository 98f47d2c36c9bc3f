using Parquet.Schema;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Bars;

/// <summary>
/// Gives each text of a column a code: first a code a run of equal ones within each row group, then one over the file.
/// </summary>
/// <param name="groups">Number of row groups.</param>
internal sealed class TextCodes(int groups)
{
    private readonly List<string>[] names = new List<string>[groups];
    private readonly NameCodes known = new();

    /// <summary>The texts by code, of the groups that were joined.</summary>
    internal IReadOnlyList<string> Names => known.Names;

    /// <summary>
    /// Reads one row group; codes count the group's runs of equal texts, and are −1 where there is none.
    /// </summary>
    internal void Read(ColumnSource source, DataField field, int group, Span<int> codes)
    {
        using var pages = source.Pages();
        names[group] = pages is not null
            ? TextColumn.Decode(pages, field.IsNullable, codes)
            : Runs(source.SlowTexts(field, codes.Length), codes);
        var empty = names[group].IndexOf("");
        if (empty < 0) return;
        foreach (ref var code in codes)
            if (code >= 0 && names[group][code].Length == 0) code = -1;
    }

    /// <summary>
    /// Turns a group's codes into those of the file, group after group; a text that comes back later has its first code
    /// again.
    /// </summary>
    internal void Join(int group, Span<int> codes)
    {
        var code = names[group].ConvertAll(name => name.Length == 0 ? -1 : known.Of(name));
        names[group] = [];
        foreach (ref var value in codes)
            if (value >= 0) value = code[value];
    }

    private static List<string> Runs(string?[] texts, Span<int> codes)
    {
        var runs = new List<string>();
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = -1;
            if (texts[row] is not { } text) continue;
            if (runs.Count == 0 || !string.Equals(runs[^1], text, StringComparison.Ordinal)) runs.Add(text);
            codes[row] = runs.Count - 1;
        }

        return runs;
    }
}
