using Mono.Cecil;
using NUnit.Framework;

namespace Architecture.Tests;

/// <summary>A setting that nothing reads is a promise that is not kept.</summary>
[TestFixture]
public sealed class OptionTests
{
    /// <summary>
    /// Settings of SSOT that are checked on load and wait for the part that acts on them; docs/configuration.md says
    /// so.
    /// </summary>
    private static readonly string[] Waiting =
        ["RiskOptions", "RouterOptions", "SleeveOptions", "TrainingOptions.EnableAutoPromote"];

    private static readonly string[] MadeByTheCompiler =
        [".ctor", "Equals", "GetHashCode", "PrintMembers", "ToString", "Deconstruct", "<Clone>$"];

    [Test]
    public void Option_OfLib_HasAReader()
    {
        var modules = LibraryAssemblies.Names().Append("ata")
            .Select(n => ModuleDefinition.ReadModule(LibraryAssemblies.PathOf(n, "dll"))).ToList();
        var read = modules.SelectMany(m => m.GetTypes()).SelectMany(t => t.Methods).Where(IsReader)
            .SelectMany(m => m.Body.Instructions).Select(i => i.Operand).OfType<MethodReference>()
            .Select(m => $"{m.DeclaringType.Name}.{m.Name}").ToHashSet(StringComparer.Ordinal);
        var unread = modules.SelectMany(m => m.GetTypes())
            .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(t => t.Properties)
            .Where(p => p.GetMethod is { IsPublic: true, IsStatic: false } && p.SetMethod is { IsPublic: true })
            .Where(p => !read.Contains($"{p.DeclaringType.Name}.{p.GetMethod.Name}"))
            .Select(p => $"{p.DeclaringType.Name}.{p.Name}").ToList();
        Assert.That(unread.Where(o => !Waits(o)), Is.Empty, "Nobody reads these options: take them out.");
        Assert.That(Waiting.Where(w => !unread.Any(o => IsOf(o, w))), Is.Empty, "These are read now: strike them.");
    }

    private static bool Waits(string option) => Waiting.Any(w => IsOf(option, w));

    private static bool IsOf(string option, string waiting) => option == waiting || option.Split('.')[0] == waiting;

    /// <summary>What a record compares and prints, and what checks a value on load, does not count.</summary>
    private static bool IsReader(MethodDefinition method) => method.HasBody
        && !(method.DeclaringType.Name.EndsWith("Options", StringComparison.Ordinal)
            && MadeByTheCompiler.Contains(method.Name))
        && method.Name != "Check" && !method.DeclaringType.Name.StartsWith("<Check>", StringComparison.Ordinal);
}
