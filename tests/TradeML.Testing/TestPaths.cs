using NUnit.Framework;

namespace TradeML.Testing;

/// <summary>Where tests find the repository, the reference numbers and the real market data.</summary>
public static class TestPaths
{
    /// <summary>The repository: the nearest folder above the test's output that holds <c>TradeML.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Folder of reference cases: <c>TRADEML_REFERENCE_DIR</c>, or <c>tests/TestData/reference</c>.</summary>
    public static string Reference => FromEnvironment("TRADEML_REFERENCE_DIR") ?? OwnFolder;

    /// <summary>Whether the reference cases are the repository's own, none of which may be missing.</summary>
    public static bool OwnReference => Reference == OwnFolder;

    /// <summary>
    /// Folder of real market data: <c>TRADEML_SHARED_DATA</c>, or <c>shared/data</c> beside the repository. It may not
    /// exist.
    /// </summary>
    public static string SharedData =>
        FromEnvironment("TRADEML_SHARED_DATA")
            ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "data"));

    /// <summary>
    /// The path of a reference file; skips the test when it is not there, and fails it if the folder is the
    /// repository's own.
    /// </summary>
    /// <param name="name">Path below <see cref="Reference"/>.</param>
    public static string ReferenceFile(string name)
    {
        var path = Path.Combine(Reference, name);
        if (!Path.Exists(path)) ReferenceCases.Skip($"'{name}'");
        return path;
    }

    /// <summary>The path of a file of real data; ignores the test, with a reason, when it is not there.</summary>
    /// <param name="name">Path below <see cref="SharedData"/>.</param>
    public static string SharedFile(string name)
    {
        var path = Path.Combine(SharedData, name);
        if (!Path.Exists(path))
            Assert.Ignore(
                $"Real data '{name}' is not in {SharedData}; set TRADEML_SHARED_DATA to the folder that holds it.");
        return path;
    }

    private static string OwnFolder => Path.Combine(RepositoryRoot, "tests", "TestData", "reference");

    private static string? FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? Path.GetFullPath(value) : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TradeML.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds TradeML.sln.");
    }
}
