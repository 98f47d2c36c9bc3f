using System.Reflection;
using System.Runtime.CompilerServices;

namespace Architecture.Tests;

/// <summary>
/// The assemblies of lib as they lie beside this test, and their types without those the compiler made.
/// </summary>
internal static class LibraryAssemblies
{
    public static IEnumerable<string> Names() =>
        SourceTree.Projects().Select(SourceTree.NameOf).Where(n => n != "cli" && File.Exists(PathOf(n, "dll")));

    public static string PathOf(string name, string extension) =>
        Path.Combine(AppContext.BaseDirectory, $"{name}.{extension}");

    public static Assembly Load(string name) => Assembly.LoadFrom(PathOf(name, "dll"));

    public static IEnumerable<Type> Types(string name) => Load(name).GetTypes().Where(t => !IsGenerated(t));

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<') || type.Namespace?.StartsWith("TradeML", StringComparison.Ordinal) != true ||
        type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
