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
    internal void Read(ColumnSource source, int group, Span<int> codes)
    {
        using var pages = source.Pages();
        names[group] = TextColumn.Decode(pages, source.Field.IsNullable, codes)
            .ConvertAll(name => name.AsSpan().Trim().Length == name.Length ? name : name.Trim());
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
}
