using System.Reflection;

namespace TradeML.Lake.Lineage;

/// <summary>The version of TradeML that computes, with the revision it was built from where the build knew it.</summary>
internal static class CodeVersion
{
    internal static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
