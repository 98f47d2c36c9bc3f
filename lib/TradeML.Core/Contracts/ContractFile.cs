using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Core.Contracts;

/// <summary>Reads a table contract from its YAML file.</summary>
internal static class ContractFile
{
    private const string ResourcePrefix = "contracts/";

    /// <summary>Parses one contract.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="fileName">The file's name, for error messages.</param>
    /// <exception cref="TradeMLException">
    /// Bad input: not YAML, an unknown or missing key, an unknown type, a key column that is not declared; every fault
    /// with file and line.
    /// </exception>
    public static TableContract Parse(string yaml, string fileName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var document = ConfigLoader.Parse<ContractDocument>(yaml, fileName, "contract");
        return new TableContract(
            document.Table, document.Meaning, document.Version, [.. document.Columns.Select(c => c.ToContract())],
            document.Key,
            document.Partitioning, document.Time, document.ExpectedRows)
        {
            Knowledge = document.Knowledge is { } k
                ? new Knowledge(k.Column, TimeSpan.FromMinutes(k.LagMinutes))
                : null,
        };
    }

    internal static ContractCatalog LoadEmbedded()
    {
        var assembly = typeof(ContractFile).Assembly;
        return new ContractCatalog(assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                return Parse(reader.ReadToEnd(), n[ResourcePrefix.Length..]);
            }));
    }
}
