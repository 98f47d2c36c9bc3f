using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>What the compiled libraries may touch, read from their metadata.</summary>
[TestFixture]
public sealed class PurityTests
{
    [TestCase("TradeML.Core", "System.Net.Http System.Data Microsoft.Data System.Net.Sockets")]
    [TestCase("TradeML.Lake", "System.Net.Http System.Net.Sockets Microsoft.AspNetCore")]
    [TestCase("TradeML.Data", "MathNet")]
    [TestCase("TradeML.Research", "System.Net.Http System.Data Microsoft.Data System.Net.Sockets DuckDB")]
    [TestCase("TradeML.Models", "System.Net.Http System.Data Microsoft.Data DuckDB")]
    public void Assembly_ReferencedAssemblies_HoldNoForbiddenOne(string name, string forbidden)
    {
        var references = LibraryAssemblies.Load(name).GetReferencedAssemblies().Select(a => a.Name!);
        var found = references
            .Where(r =>
                forbidden.Split(' ').Any(f => r.StartsWith(f, StringComparison.Ordinal)) && r != "System.Data.Common");
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Research_UsedTypes_AreNoFilesAndNoClock()
    {
        string[] forbidden = ["System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo",
            "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process"];
        Assert.That(TypeReferences("TradeML.Research").Intersect(forbidden), Is.Empty);
    }

    [Test]
    public void Core_UsedTypes_AreNoNativeLibraries() =>
        Assert.That(
            TypeReferences("TradeML.Core")
                .Where(t => t.StartsWith("System.Runtime.InteropServices.NativeLibrary", StringComparison.Ordinal)),
                Is.Empty);

    // The operating system's own library is on every machine; what a package brings stays behind its safe handles.
    [Test]
    public void NativeImports_OfLib_LieInNativeFoldersAlone()
    {
        var strays = SourceTree.AllSources()
            .Where(f => !SourceTree.Relative(f).Contains("/Native/", StringComparison.Ordinal))
            .Where(f => File.ReadLines(f).Any(l => l.Contains("[DllImport", StringComparison.Ordinal) ||
                (l.Contains("[LibraryImport", StringComparison.Ordinal)
                    && !l.Contains("(\"libc\"", StringComparison.Ordinal))));
        Assert.That(strays.Select(SourceTree.Relative), Is.Empty);
    }

    private static List<string> TypeReferences(string name)
    {
        using var reader = new PEReader(File.OpenRead(LibraryAssemblies.PathOf(name, "dll")));
        var metadata = reader.GetMetadataReader();
        return metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}").ToList();
    }
}
