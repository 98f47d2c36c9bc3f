using TradeML.Lake;
using TradeML.Lake.Reading;

namespace TradeML.Data.Reference;

/// <summary>Builds reference/sectors.</summary>
internal static class Sectors
{
    public const string Name = "reference/sectors";
    private static readonly string[] Inputs = ["raw/securities", "raw/company_profile"];

    public static async Task<bool> BuildAsync(DataLake lake, DuckSession session, DateTime? asOf, CancellationToken ct)
    {
        var files = Inputs.SelectMany(t => lake.Manifest.Files(t)).ToList();
        if (files.Count == 0) return false;
        var spec = ReferenceTables.Spec(lake, Name,
            ReferenceTables.InputsHash(files, asOf, lake.Manifest.ContentHash("reference/securities")),
            [.. Inputs, "reference/securities"]);
        if (ReferenceTables.IsCurrent(lake, spec)) return false;
        session.Register("reference/securities");
        await lake.Writer.WriteQueryAsync(spec, session, Select(lake, session, asOf), null, ct).ConfigureAwait(false);
        return true;
    }

    /// <summary>The SELECT of the table over a session's reference.securities.</summary>
    internal static string Select(DataLake lake, DuckSession session, DateTime? asOf)
    {
        foreach (var table in Inputs) session.RegisterVersions(table, asOf);
        return ReferenceSql.Load("SectorTable.sql", lake, [], asOf);
    }
}
