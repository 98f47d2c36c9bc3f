using System.Reflection;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>A type is public because somebody outside its project uses it, or has to name what he was given.</summary>
[TestFixture]
public sealed partial class SurfaceTests
{
    private static readonly Lazy<ILookup<string, string>> WordsByProject = new(() =>
        SourceTree.AllProjects().SelectMany(p => SourceTree.Sources(p).Concat(Lent(p)).SelectMany(Words).Distinct()
            .Select(word => (Project: SourceTree.NameOf(p), Word: word)))
        .ToLookup(w => w.Project, w => w.Word));

    [TestCaseSource(typeof(LibraryAssemblies), nameof(LibraryAssemblies.Names))]
    public void PublicType_OfLib_HasAUserOutside(string assembly)
    {
        var outside = WordsByProject.Value
            .Where(g => g.Key != assembly && g.Key != assembly + ".Tests" && g.Key != "Architecture.Tests")
            .SelectMany(g => g).ToHashSet(StringComparer.Ordinal);
        Assert.That(Unused(LibraryAssemblies.Types(assembly), outside).Select(t => t.FullName), Is.Empty,
            "Make these types internal: nobody outside the project uses them, and nothing that is used shows them.");
    }

    [Test]
    public void Unused_OfTwoTypes_IsTheOneThatNobodyNamesOrIsGiven()
    {
        Type[] types = [typeof(Named), typeof(Given), typeof(Lonely)];
        Assert.That(Unused(types, [nameof(Named)]), Is.EqualTo(new[] { typeof(Lonely) }));
    }

    /// <summary>Public types of a project that are neither named outside nor part of what a used type shows.</summary>
    private static IEnumerable<Type> Unused(IEnumerable<Type> types, HashSet<string> outside)
    {
        var open = types.Where(t => t.IsVisible).ToHashSet();
        var reached = new Queue<Type>(open.Where(t => outside.Contains(NameOf(t))));
        foreach (var type in reached) open.Remove(type);
        while (reached.TryDequeue(out var type))
            foreach (var shown in Shown(type).SelectMany(Parts))
                if (open.Remove(shown)) reached.Enqueue(shown);
        return open;
    }

    /// <summary>The types that a type's public surface names.</summary>
    private static IEnumerable<Type> Shown(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.BaseType is { } parent) yield return parent;
        foreach (var face in type.GetInterfaces()) yield return face;
        foreach (var nested in type.GetNestedTypes()) yield return nested;
        foreach (var field in type.GetFields(All).Where(f => f.IsPublic || f.IsFamily)) yield return field.FieldType;
        foreach (var method in type.GetMembers(All).OfType<MethodBase>()
            .Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
        {
            if (method is MethodInfo { ReturnType: var result }) yield return result;
            foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
            if (method.IsGenericMethod)
                foreach (var bound in method.GetGenericArguments().SelectMany(a => a.GetGenericParameterConstraints()))
                    yield return bound;
        }
    }

    /// <summary>A type without arrays, references and arguments around it.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType) return Parts(type.GetElementType()!);
        if (!type.IsGenericType) return [type];
        return type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition());
    }

    /// <summary>The name by which sources call a type.</summary>
    private static string NameOf(Type type) => type.IsSubclassOf(typeof(Attribute))
        ? type.Name[..^nameof(Attribute).Length]
        : type.Name.Split('`')[0];

    /// <summary>Files of other projects that a project compiles as its own.</summary>
    private static IEnumerable<string> Lent(string project) => SourceTree.Includes(project, "Compile")
        .Where(f => f.StartsWith("..", StringComparison.Ordinal))
        .Select(f => Path.GetFullPath(f, Path.GetDirectoryName(project)!));

    private static IEnumerable<string> Words(string file) => File.ReadLines(file)
        .Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)
            && !l.StartsWith("using ", StringComparison.Ordinal))
        .SelectMany(l => Word().Matches(l).Select(m => m.Value));

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();

    public sealed class Named
    {
        public static IReadOnlyList<Given[]> All => [];
    }

    public sealed class Given;

    public sealed class Lonely;
}
