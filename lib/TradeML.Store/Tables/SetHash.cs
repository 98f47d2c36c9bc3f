using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TradeML.Store.Tables;

/// <summary>
/// The hash that names the settings of a feature or label set, in the manifest and in the record of a run.
/// </summary>
public static class SetHash
{
    /// <summary>SHA-256 of settings.</summary>
    /// <typeparam name="T">Type of the settings.</typeparam>
    /// <param name="settings">The settings.</param>
    public static string Of<T>(T settings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(settings))));
}
