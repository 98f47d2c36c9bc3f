using NUnit.Framework;

namespace Architecture.Tests;

[TestFixture]
public sealed class TypeShapeTests
{
    [TestCaseSource(typeof(LibraryAssemblies), nameof(LibraryAssemblies.Names))]
    public void Type_OfLib_IsSealedStaticAbstractOrNoClass(string assembly)
    {
        // A static class is abstract and sealed to the runtime; structs, enums and delegates are sealed.
        var open = LibraryAssemblies.Types(assembly).Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract)
            .Select(t => t.FullName);
        Assert.That(open, Is.Empty, "Seal these classes, or make them abstract.");
    }

    [TestCaseSource(typeof(LibraryAssemblies), nameof(LibraryAssemblies.Names))]
    public void Type_OfLib_HasNoPublicField(string assembly)
    {
        var fields = LibraryAssemblies.Types(assembly).Where(t => t.IsVisible && !t.IsEnum)
            .SelectMany(t => t.GetFields())
            .Where(f => !f.IsLiteral && !f.IsInitOnly && f.DeclaringType!.IsClass)
            .Select(f => $"{f.DeclaringType}.{f.Name}").Distinct();
        Assert.That(fields, Is.Empty, "A class shows properties, not changeable fields.");
    }

    [TestCaseSource(typeof(LibraryAssemblies), nameof(LibraryAssemblies.Names))]
    public void Type_OfLib_HasNoStaticMutableField(string assembly)
    {
        var fields = LibraryAssemblies.Types(assembly)
            .SelectMany(t =>
                t.GetFields(
                    System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public
                        | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly))
            .Where(f => !f.IsLiteral && !f.IsInitOnly && !f.Name.Contains('<'))
            .Select(f => $"{f.DeclaringType}.{f.Name}");
        Assert.That(fields, Is.Empty, "Static state that changes is shared by every user of the library.");
    }
}
