using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>
/// Every public member of lib is documented: the XML files beside the assemblies are compared with reflection.
/// </summary>
[TestFixture]
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    [TestCaseSource(typeof(LibraryAssemblies), nameof(LibraryAssemblies.Names))]
    public void PublicMember_OfLib_IsDocumented(string assembly)
    {
        var documented = Documented(LibraryAssemblies.PathOf(assembly, "xml"));
        var bare = LibraryAssemblies.Types(assembly).Where(t => t.IsVisible && typeof(Delegate) != t.BaseType)
            .SelectMany(t => Members(t).Prepend($"T:{IdOf(t)}")
                .Where(id => !documented.Contains(id) && !documented.Contains($"param:{id}")));
        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void Library_Assemblies_AreFoundBesideTheTest() =>
        Assert.That(LibraryAssemblies.Names(),
            Is.SupersetOf(
                new[] { "TradeML.Core", "TradeML.Lake", "TradeML.Data", "TradeML.Research", "TradeML.Models",
                    "TradeML.Ops", "TradeML.VendorSim" }));

    private static HashSet<string> Documented(string path)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in XDocument.Load(path).Descendants("member"))
        {
            var name = member.Attribute("name")!.Value;
            var id = name.Split('(')[0];
            if (member.Element("inheritdoc") is not null
                || member.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value))
                members.Add(id);

            // The parameters of a record's header document its properties.
            foreach (var parameter in member.Elements("param"))
                members.Add(
                    $"param:P:{id[2..].Replace(".#ctor", "", StringComparison.Ordinal)}"
                        + $".{parameter.Attribute("name")!.Value}");
        }

        return members;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate)) yield break;
        var isRecord = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
        foreach (var member in type.GetMembers(Declared))
        {
            if (member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.Name.Contains('<')) continue;
            var id = $"{IdOf(type)}.{member.Name.Replace('.', '#')}";
            switch (member)
            {
                case MethodInfo { IsSpecialName: false } method:
                    yield return $"M:{id}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}";
                    break;
                case PropertyInfo: yield return $"P:{id}"; break;
                case EventInfo: yield return $"E:{id}"; break;
                case FieldInfo { IsSpecialName: false }: yield return $"F:{id}"; break;
                case ConstructorInfo c when !isRecord && c.GetParameters().Length > 0 && !IsPrimary(type, c):
                    yield return $"M:{id}"; break;
            }
        }
    }

    // A primary constructor is documented with its type.
    private static bool IsPrimary(Type type, ConstructorInfo constructor) =>
        type.GetConstructors(Declared).Length == 1 && constructor.IsPublic;

    private static string IdOf(Type type) => type.FullName!.Replace('+', '.');
}
