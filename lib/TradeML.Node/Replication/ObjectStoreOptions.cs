using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Node.Replication;

/// <summary>Where an S3-compatible store is and how to get in.</summary>
public sealed record ObjectStoreOptions
{
    /// <summary>Its address, for example <c>https://minio.home:9000</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The access key.</summary>
    public required Secret AccessKey { get; init; }

    /// <summary>The secret key.</summary>
    public required Secret SecretKey { get; init; }

    /// <summary>The bucket; made by the first push when it is not there. Default <c>trademl</c>.</summary>
    public string Bucket { get; init; } = "trademl";

    /// <summary>What all object names begin with, without slashes at its ends; empty for none. Default empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Transfers at a time. Default 8.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>
    /// Takes the store out of environment variables: MINIO_ENDPOINT, MINIO_ACCESS_KEY, MINIO_SECRET_KEY, MINIO_BUCKET.
    /// </summary>
    /// <param name="variables">Environment variables.</param>
    /// <exception cref="TradeMLException">Bad input: one of them is missing or no address.</exception>
    public static ObjectStoreOptions From(IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var keys = new VendorKeys(variables);
        var (access, secret) = (keys["MINIO_ACCESS_KEY"], keys["MINIO_SECRET_KEY"]);
        var text = variables.GetValueOrDefault("MINIO_ENDPOINT")?.Trim() ?? "";
        if (text.Length == 0 || access.IsEmpty || secret.IsEmpty)
            throw new TradeMLException(
                ErrorKind.BadInput, "The object store is not named.", null,
                "Set MINIO_ENDPOINT (https://HOST:PORT), MINIO_ACCESS_KEY and MINIO_SECRET_KEY, for example in .env.");
        if (!text.Contains("://", StringComparison.Ordinal)) text = "https://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            && endpoint!.UserInfo.Length == 0
            ? new ObjectStoreOptions
            {
                Endpoint = endpoint, AccessKey = access, SecretKey = secret,
                Bucket = variables.GetValueOrDefault("MINIO_BUCKET")?.Trim() is { Length: > 0 } bucket
                    ? bucket
                    : "trademl",
            }
            : throw new TradeMLException(
                ErrorKind.BadInput, "MINIO_ENDPOINT is not an http or https address.",
                "environment variable MINIO_ENDPOINT", "Write https://HOST:PORT.");
    }
}
