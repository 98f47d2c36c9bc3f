using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TradeML.Core.Errors;
using TradeML.Vendors.Connectors;

namespace TradeML.Data.Ingest.Results;

/// <summary>
/// Keeps rows that were set aside: one JSON object a line in <c>qc/quarantine/&lt;dataset&gt;/&lt;day of the
/// fetch&gt;/&lt;symbol&gt;.&lt;sha8&gt;.jsonl</c>. The name follows from the content, so the same rows set aside again
/// make no second file.
/// </summary>
internal static class QuarantineFile
{
    private static readonly JsonSerializerOptions Json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes rows that were set aside; nothing when there are none.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">Dataset.</param>
    /// <param name="source">Source's name.</param>
    /// <param name="sourceUri">Address without secrets.</param>
    /// <param name="day">Day of the fetch (UTC).</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The path relative to the lake's folder, or null when there was nothing to write.</returns>
    /// <exception cref="TradeMLException">Storage: the file could not be written.</exception>
    public static string? Write(
        string root, string dataset, string source, string sourceUri, DateOnly day, IReadOnlyList<QuarantinedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0) return null;
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(JsonSerializer.Serialize(
                new
                {
                    reason = row.Reason, symbol = row.Symbol, date = row.Date?.ToString("yyyy-MM-dd"),
                    place = row.Place, content = row.Content, source, source_uri = sourceUri
                }, Json))
                .Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var symbols = rows.Select(r => r.Symbol).Distinct().ToList();
        var stem = symbols is [{ Length: > 0 } only] ? Uri.EscapeDataString(only) : "several";
        var relative =
            $"qc/quarantine/{dataset}/{day:yyyy-MM-dd}/{stem}"
                + $".{Convert.ToHexStringLower(SHA256.HashData(bytes))[..8]}.jsonl";
        var path = Path.Combine(root, relative);
        if (File.Exists(path)) return relative;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + ".tmp", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TradeMLException(ErrorKind.Storage, $"The quarantine file could not be written: {e.Message}",
                relative, "Check the lake's disk.", e);
        }

        return relative;
    }
}
