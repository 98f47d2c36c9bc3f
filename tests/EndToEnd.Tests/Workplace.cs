using System.Security.Cryptography;
using Ata.Tests;

namespace EndToEnd.Tests;

/// <summary>A directory of its own for one test, removed afterwards, with the small demo in it.</summary>
public sealed class Workplace : IDisposable
{
    /// <summary>Symbols of the small demo.</summary>
    public const string Symbols = "12";

    /// <summary>The directory.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("trademl-e2e-").FullName;

    /// <summary>A path below it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>The files that research depends on, by relative path, with their SHA-256.</summary>
    public static SortedDictionary<string, string> Contents(string lake, params string[] folders) => new(
        folders.Select(f => Path.Combine(lake, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .ToDictionary(f => Path.GetRelativePath(lake, f),
                f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);

    /// <summary>Runs the small demo inside this process, on the real clock.</summary>
    public Task<AtaRun> DemoAsync(string lake, int seed = 7, CancellationToken token = default) => AtaRun.InvokeAsync(
        ["demo", "--symbols", Symbols, "--seed", $"{seed}", "--lake", this[lake], "--json", "--quiet"], directory: Root,
        clock: TimeProvider.System, token: token);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
