using System.Security.Cryptography;
using System.Text;

namespace TradeML.Lake.Manifests;

/// <summary>SHA-256 as the manifest writes it: lower-case hex.</summary>
public static class Hashing
{
    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    /// <param name="text">Any text.</param>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The hash of a file's bytes.</summary>
    /// <param name="path">A file.</param>
    public static string OfFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
            1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
