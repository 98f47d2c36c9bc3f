using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Lineage;
using TradeML.Lake.Manifests;
using TradeML.Lake.Writing;
using TradeML.Research.Panels;
using TradeML.Store.Panels;

namespace TradeML.Store.Tables;

/// <summary>
/// Keeps a table of one file a year: writes the years whose inputs, settings or code differ from those the manifest
/// names, in one transaction, and leaves the others as they are. Content decides names, so what is written equals a
/// rebuild from nothing.
/// </summary>
/// <param name="lake">The lake, open for writing.</param>
/// <param name="table">Contract of the table.</param>
/// <param name="configHash">Hash of the settings.</param>
internal sealed class StoredYears(DataLake lake, TableContract table, string configHash)
{
    /// <summary>Tables that the rows of a panel and its labels are made from.</summary>
    private static readonly string[] Inputs =
        [PanelLoader.Table, "raw/company_facts", "raw/market_cap", "raw/earnings", "reference/delistings",
            "reference/sectors", "reference/securities"];

    /// <summary>The years whose file is not what these inputs would give.</summary>
    /// <param name="inputs">Hash of the inputs of each year that has rows.</param>
    internal SortedSet<int> Stale(IReadOnlyDictionary<int, string> inputs)
    {
        var current = lake.Manifest.Files(table.Name)
            .Where(f =>
                f.ConfigHash == configHash && f.CodeVersion == CodeVersion.Current && f.SchemaVersion == table.Version)
                .ToDictionary(f => f.Partition, f => f.InputsHash);
        return [.. inputs.Where(y => current.GetValueOrDefault($"year={y.Key:0000}") != y.Value).Select(y => y.Key)];
    }

    /// <summary>Writes years.</summary>
    /// <param name="years">The years to write.</param>
    /// <param name="inputs">Hash of the inputs of each year.</param>
    /// <param name="panel">The panel; its rows of a year are written in the order of date and symbol.</param>
    /// <param name="columns">The columns of some rows of the panel, by name, without date and symbol.</param>
    /// <param name="ct">Stops before anything becomes visible.</param>
    internal async Task<IReadOnlyList<ManifestEntry>> WriteAsync(
        IEnumerable<int> years, IReadOnlyDictionary<int, string> inputs, Panel panel,
        Func<int[], Dictionary<string, Array>> columns, CancellationToken ct)
    {
        var symbols = panel.SymbolOfRows();
        // Facts of a table that the lake lacks are in no file.
        FileInput[] from = [
            .. Inputs.Where(t => lake.Contracts.Tables.Any(c => c.Name == t)).Select(t => lake.Manifest.InputOf(t))
                .Where(i => i.Newest is not null)];
        var writes = years.Select(year =>
        {
            var rows = RowsOf(panel, year);
            var batch = columns(rows);
            batch.Add("date", Array.ConvertAll(rows, r => panel.Sessions[panel.Day[r]]));
            batch.Add("symbol", Array.ConvertAll(rows, r => panel.Symbols[symbols[r]]));
            return new LakeWrite(
                new LakeFileSpec
                {
                    Table = table, Stem = "part", Partition = [("year", $"{year:0000}")], Supersedes = true,
                    InputsHash = inputs[year], ConfigHash = configHash, CodeVersion = CodeVersion.Current,
                    Inputs = from,
                },
                new ColumnBatch(table, batch, rows.Length));
        }).ToList();
        return await lake.Writer.WriteManyAsync(writes, null, ct).ConfigureAwait(false);
    }

    private static int[] RowsOf(Panel panel, int year)
    {
        if (!Array.Exists(panel.Sessions, s => s.Year == year)) return [];
        var (first, last) = (Array.FindIndex(panel.Sessions, s => s.Year == year),
            Array.FindLastIndex(panel.Sessions, s => s.Year == year));
        return panel.ByDay.Rows[panel.ByDay.Starts[first]..panel.ByDay.Starts[last + 1]];
    }
}
