using Parquet.Schema;
using TradeML.Ops.FeatureStore.Columns;

namespace TradeML.Ops.FeatureStore;

/// <summary>Gives each run of equal symbols a code: first within each row group, then over the file.</summary>
/// <param name="groups">Number of row groups.</param>
internal sealed class SymbolCodes(int groups)
{
    private readonly List<string>[] names = new List<string>[groups];

    /// <summary>Reads one row group; codes count the group's runs of equal symbols.</summary>
    internal void Read(ColumnSource source, DataField field, BarPlace place, int group, int start, Span<int> codes)
    {
        using var pages = source.Pages();
        names[group] = pages is not null ? TextColumn.Decode(pages, field.IsNullable, codes) : Runs(source.SlowTexts(field, codes.Length), codes);
        var empty = names[group].IndexOf("");
        for (var row = 0; row < codes.Length; row++)
            if (codes[row] < 0 || codes[row] == empty) throw place.Bad(start + row, BarColumn.Symbol, "Column 'symbol' is empty.", "Name the symbol of the row.");
    }

    /// <summary>Turns the groups' codes into those of the file; a symbol that comes back later gets its first code again.</summary>
    /// <returns>The symbols by code.</returns>
    internal string[] Join(int[] starts, Span<int> codes)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var group = 0; group < groups; group++)
        {
            var code = new int[names[group].Count];
            for (var i = 0; i < code.Length; i++)
            {
                if (!known.TryGetValue(names[group][i], out code[i])) known.Add(names[group][i], code[i] = known.Count);
            }

            foreach (ref var value in codes[starts[group]..starts[group + 1]]) value = code[value];
        }

        return [.. known.Keys];
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
