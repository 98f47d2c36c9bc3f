using TradeML.Data.Settings;
using TradeML.Lake.Manifests;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>
/// Puts the priority of each source of a raw table before SQL, as the temporary table <c>source_order</c>.
/// </summary>
internal static class SourceOrder
{
    public static void Register(
        DuckSession session, CuratorOptions options, string table, IEnumerable<ManifestEntry> files)
    {
        var sources = files.Select(f => f.Source).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        session.CreateTable(
            "source_order", ("source_name", sources),
            ("source_priority", sources.Select(s => (long)options.PriorityOf(table, s)).ToArray()));
    }
}
