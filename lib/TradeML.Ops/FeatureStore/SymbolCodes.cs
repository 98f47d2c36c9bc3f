using Parquet;
using Parquet.Schema;

namespace TradeML.Ops.FeatureStore;

/// <summary>Gives each run of equal symbols a code: first within each row group, then over the file.</summary>
/// <param name="groups">Number of row groups.</param>
internal sealed class SymbolCodes(int groups)
{
    private readonly List<string>[] names = new List<string>[groups];

    /// <summary>Reads one row group; codes count the group's runs of equal symbols.</summary>
    internal void Read(ParquetRowGroupReader source, DataField field, BarPlace place, int group, int start, Span<int> codes)
    {
        var texts = new string?[codes.Length];
        source.ReadAsync(field, texts.AsMemory()).AsTask().GetAwaiter().GetResult();
        var found = names[group] = [];
        for (var row = 0; row < codes.Length; row++)
        {
            if (string.IsNullOrEmpty(texts[row])) throw place.Bad(start + row, BarColumn.Symbol, "Column 'symbol' is empty.", "Name the symbol of the row.");
            if (found.Count == 0 || !string.Equals(found[^1], texts[row], StringComparison.Ordinal)) found.Add(texts[row]!);
            codes[row] = found.Count - 1;
        }
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
}
