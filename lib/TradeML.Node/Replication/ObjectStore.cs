using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TradeML.Core.Errors;
using TradeML.Lake.Manifests;

namespace TradeML.Node.Replication;

/// <summary>
/// A folder of an S3-compatible store. Every object carries the SHA-256 of its bytes; uploads are checked by the store
/// against their MD5, downloads here against the SHA-256. An object is there whole or not at all.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    private const string ShaName = "x-amz-meta-sha256";

    private readonly AmazonS3Client client;
    private readonly ObjectStoreOptions options;
    private readonly string start;

    /// <summary>Takes up a store; nothing is asked yet.</summary>
    /// <param name="options">Where it is.</param>
    public ObjectStore(ObjectStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        var prefix = options.Prefix.Trim('/');
        start = prefix.Length == 0 ? "" : prefix + "/";
        Place = $"{options.Endpoint.GetLeftPart(UriPartial.Authority)}/{options.Bucket}/{start}".TrimEnd('/');
        client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey.Reveal(), options.SecretKey.Reveal()),
            new AmazonS3Config
            {
                ServiceURL = options.Endpoint.ToString(), ForcePathStyle = true, AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 4,
                Timeout = TimeSpan.FromMinutes(30),
                // Compatible stores know plain requests; integrity is held by MD5 and SHA-256 here.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            });
    }

    /// <summary>Address, bucket and prefix as people may read them.</summary>
    public string Place { get; }

    /// <summary>Transfers at a time.</summary>
    public int Parallel => options.Parallel;

    /// <summary>Makes the bucket when it is not there.</summary>
    /// <param name="ct">Stops waiting.</param>
    public Task EnsureBucketAsync(CancellationToken ct) => GuardAsync(async () =>
    {
        var buckets = await client.ListBucketsAsync(new ListBucketsRequest(), ct).ConfigureAwait(false);
        if (buckets.Buckets?.Any(b => b.BucketName == options.Bucket) != true)
            await client.PutBucketAsync(new PutBucketRequest { BucketName = options.Bucket }, ct).ConfigureAwait(false);
        return true;
    });

    /// <summary>
    /// Sizes in bytes of the objects below a folder, by name relative to the store's prefix; empty when there is no
    /// bucket yet.
    /// </summary>
    /// <param name="folder">For example <c>files/</c>.</param>
    /// <param name="ct">Stops between pages.</param>
    public Task<Dictionary<string, long>> ListAsync(string folder, CancellationToken ct) => GuardAsync(async () =>
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = start + folder };
        try
        {
            do
            {
                var page = await client.ListObjectsV2Async(request, ct).ConfigureAwait(false);
                foreach (var item in page.S3Objects ?? []) found[item.Key[start.Length..]] = item.Size ?? 0;
                request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
            }
            while (request.ContinuationToken is not null);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchBucket")
        {
            // Nothing was pushed yet.
        }

        return found;
    });

    /// <summary>The SHA-256 that an object carries, or null when there is no such object.</summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<string?> ShaOfAsync(string name, CancellationToken ct) => GuardAsync(async () =>
    {
        try
        {
            var head = await client.GetObjectMetadataAsync(options.Bucket, start + name, ct).ConfigureAwait(false);
            return head.Metadata[ShaName] ?? "";
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    /// <summary>Uploads a file; it is read first and must have the SHA-256 that is expected of it.</summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="path">The file.</param>
    /// <param name="sha256">What its bytes must hash to, lower-case hex.</param>
    /// <param name="ct">Stops the upload: then there is no object.</param>
    /// <exception cref="TradeMLException">Storage: the file's bytes are not those. Vendor: the store failed or received
    /// other bytes.</exception>
    public async Task PutFileAsync(string name, string path, string sha256, CancellationToken ct)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
            1 << 16, useAsync: true);
        await using (stream.ConfigureAwait(false))
        {
            var (sha, md5) = await HashAsync(stream, ct).ConfigureAwait(false);
            if (sha != sha256)
                throw new TradeMLException(ErrorKind.Storage,
                    "A file is not what the manifest says; it was not pushed.", path, "Run `ata lake verify`.");
            stream.Position = 0;
            await PutAsync(name, stream, sha, md5, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Uploads bytes, replacing an object of that name at once.</summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="ct">Stops the upload.</param>
    public async Task PutAsync(string name, byte[] bytes, CancellationToken ct)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        await PutAsync(name, stream, Convert.ToHexStringLower(SHA256.HashData(bytes)), Md5(bytes), ct)
            .ConfigureAwait(false);
    }

    /// <summary>An object's bytes, or null when there is none.</summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="ct">Stops the download.</param>
    public Task<byte[]?> GetAsync(string name, CancellationToken ct) => GuardAsync(async () =>
    {
        try
        {
            using var response = await client.GetObjectAsync(options.Bucket, start + name, ct).ConfigureAwait(false);
            using var bytes = new MemoryStream();
            await response.ResponseStream.CopyToAsync(bytes, ct).ConfigureAwait(false);
            return bytes.ToArray();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    /// <summary>
    /// Whether an object's bytes are those that a file begins with, so that nothing is lost when the file replaces it.
    /// </summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="path">The file.</param>
    /// <param name="ct">Stops the comparison.</param>
    public Task<bool> IsBeginningOfAsync(string name, string path, CancellationToken ct) => GuardAsync(async () =>
    {
        using var response = await client.GetObjectAsync(options.Bucket, start + name, ct).ConfigureAwait(false);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16,
            useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            var (theirs, ours) = (new byte[1 << 16], new byte[1 << 16]);
            for (int n; (n = await response.ResponseStream.ReadAsync(theirs, ct).ConfigureAwait(false)) > 0;)
                if (await file.ReadAtLeastAsync(ours.AsMemory(0, n), n, throwOnEndOfStream: false, ct)
                    .ConfigureAwait(false) != n
                    || !theirs.AsSpan(0, n).SequenceEqual(ours.AsSpan(0, n))) return false;
            return true;
        }
    });

    /// <summary>
    /// Downloads an object into a file, which is there afterwards only if its bytes have the SHA-256 that is expected.
    /// </summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="sha256">What its bytes must hash to, lower-case hex.</param>
    /// <param name="ct">Stops the download.</param>
    /// <exception cref="TradeMLException">Data missing: there is no such object. Storage: its bytes are
    /// others.</exception>
    public async Task GetFileAsync(string name, string path, string sha256, CancellationToken ct)
    {
        var part = path + ".part";
        await GuardAsync(async () =>
        {
            try
            {
                using var response = await client.GetObjectAsync(options.Bucket, start + name, ct)
                    .ConfigureAwait(false);
                var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16,
                    useAsync: true);
                await using (file.ConfigureAwait(false))
                    await response.ResponseStream.CopyToAsync(file, ct).ConfigureAwait(false);
                return true;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                throw new TradeMLException(ErrorKind.DataMissing, "The object store lacks a file that its list names.",
                    $"{Place}/{name}", "Push it again from a lake that has it.", e);
            }
        }).ConfigureAwait(false);
        if (Hashing.OfFile(part) != sha256)
        {
            File.Delete(part);
            throw new TradeMLException(ErrorKind.Storage,
                "A file of the object store is not what its list says; it was not taken.", $"{Place}/{name}",
                "Push it again from a lake that has it.");
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Deletes an object.</summary>
    /// <param name="name">Name relative to the store's prefix.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task DeleteAsync(string name, CancellationToken ct) =>
        GuardAsync(() => client.DeleteObjectAsync(options.Bucket, start + name, ct));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private Task<bool> PutAsync(string name, Stream stream, string sha256, string md5, CancellationToken ct) =>
        GuardAsync(async () =>
    {
        var request = new PutObjectRequest
        {
            BucketName = options.Bucket, Key = start + name, InputStream = stream, AutoCloseStream = false,
            MD5Digest = md5, UseChunkEncoding = false,
        };
        request.Metadata[ShaName] = sha256;
        var response = await client.PutObjectAsync(request, ct).ConfigureAwait(false);
        var received = response.ETag?.Trim('"') ?? "";
        if (received.Length == 32
            && !received.Equals(Convert.ToHexStringLower(Convert.FromBase64String(md5)),
                StringComparison.OrdinalIgnoreCase))
            throw new TradeMLException(ErrorKind.Vendor, "The object store received other bytes than were sent.",
                $"{Place}/{name}", "Run again.");
        return true;
    });

    private static async Task<(string Sha256, string Md5)> HashAsync(FileStream stream, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[1 << 17];
        for (int n; (n = await stream.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0;)
        {
            sha.AppendData(buffer, 0, n);
            md5.AppendData(buffer, 0, n);
        }

        return (Convert.ToHexStringLower(sha.GetCurrentHash()), Convert.ToBase64String(md5.GetCurrentHash()));
    }

#pragma warning disable CA5351 // The protocol's own check of a transfer, not a defence: that is the SHA-256.
    private static string Md5(byte[] bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            throw new TradeMLException(ErrorKind.Vendor, $"The object store refused: {e.ErrorCode}.", Place,
                "Check MINIO_ACCESS_KEY, MINIO_SECRET_KEY and the rights of that user.", e);
        }
        catch (AmazonServiceException e)
        {
            throw new TradeMLException(ErrorKind.Vendor,
                $"The object store failed: {(e.ErrorCode is { Length: > 0 } code ? code : "no answer")}.", Place,
                "Run again; what is through stays.", e);
        }
        catch (Exception e) when (e is HttpRequestException or AmazonClientException)
        {
            throw new TradeMLException(ErrorKind.Vendor, "The object store can't be reached.", Place,
                "Check MINIO_ENDPOINT and the network, then run again; what is through stays.", e);
        }
    }
}
