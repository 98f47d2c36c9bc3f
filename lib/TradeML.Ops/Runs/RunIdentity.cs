using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TradeML.Lake.Lineage;
using TradeML.Lake.Manifests;
using TradeML.Ops.Families;

namespace TradeML.Ops.Runs;

/// <summary>
/// What a run is made of. Equal inputs, configuration, seed and code give the same id, so that a rerun finds the
/// finished run.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Snapshot">SHA-256 over the hashes of the curated files, the universe and the window.</param>
/// <param name="ConfigHash">SHA-256 of the configuration that decides the numbers.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Code">Version of the code.</param>
internal sealed record RunIdentity(string Model, string Snapshot, string ConfigHash, int Seed, string Code)
{
    internal string RunId => $"{Model}-{Hash([Model, Snapshot, ConfigHash, Seed.ToString(), Code])[..16]}";

    internal static RunIdentity Of(
        ModelFamily family, IEnumerable<ManifestEntry> files, IEnumerable<string> symbols, DateOnly start, DateOnly end)
    {
        var snapshot = Hash(
            [.. files.Select(f => f.Sha256).Order(StringComparer.Ordinal), $"{start:yyyy-MM-dd}/{end:yyyy-MM-dd}",
                .. symbols]);
        var config = Hash([.. family.Options.Configurations().Select(c => c.Name + ' ' + Text(family, c.Parameters))]);
        return new(family.Name, snapshot, config, family.Options.Seed, CodeVersion.Current);
    }

    /// <summary>SHA-256 of everything that decides one configuration's result but the data.</summary>
    internal static string HashOf(ModelFamily family, LightGbmOptions parameters) => Hash([Text(family, parameters)]);

    /// <summary>
    /// SHA-256 of how scores are traded and charged: figures of two runs compare only under the same one.
    /// </summary>
    internal static string CostModelOf(TrainingOptions options) => Hash([JsonSerializer.Serialize(options.Backtest)]);

    private static string Text(ModelFamily family, LightGbmOptions parameters)
    {
        var o = family.Options;
        return JsonSerializer.Serialize(new
        {
            o.Seed, o.WindowYears, o.Universe, family.Features, family.Labels, o.SampleEverySessions, o.Weighting,
            o.Cpcv, o.Backtest, parameters,
        });
    }

    private static string Hash(IReadOnlyList<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
